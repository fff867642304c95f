// Brings the highlighted words into the middle of the picture's pane.
(function () {
  "use strict";
  var pane = document.querySelector(".picture");
  var box = pane && pane.querySelector("svg rect");
  if (!box) return;

  function show() {
    var frame = pane.getBoundingClientRect();
    var place = box.getBoundingClientRect();
    pane.scrollTop += place.top - frame.top - Math.max(24, (frame.height - place.height) / 3);
    pane.scrollLeft += Math.max(0, place.left - frame.left - 24);
  }

  show();
  window.addEventListener("resize", show);
})();
