// Single keys press the buttons and links that carry them. Without this script every one of them still works by hand.
(function () {
  "use strict";
  var busy = false;

  function isTyping(target) {
    return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !/^(checkbox|radio|button|submit)$/.test(target.type);
  }

  function nameOf(event) {
    var key = event.key.toLowerCase();
    if (key === "=") return "+";
    return event.shiftKey && /^[a-z]$/.test(key) && document.querySelector('[data-key="shift+' + key + '"]') ? "shift+" + key : key;
  }

  function press(element) {
    if (/^(INPUT|TEXTAREA)$/.test(element.tagName)) {
      element.focus();
      element.select();
      return;
    }
    element.click();
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.key === "Escape" && isTyping(event.target)) {
      event.target.blur();
      return;
    }
    if (isTyping(event.target) || document.body.dataset.keys !== "on") return;
    if (event.key === "Enter" && event.target.closest("a, button, summary, label, [tabindex='0']")) return;
    var element = document.querySelector('[data-key="' + CSS.escape(nameOf(event)) + '"]');
    if (!element || element.disabled) return;
    event.preventDefault();
    if (!busy && !event.repeat) press(element);
  });

  // A form is sent once: a second press before the next page stands would be a second decision.
  document.addEventListener("submit", function (event) {
    if (busy) {
      event.preventDefault();
      return;
    }
    busy = true;
    document.body.classList.add("is-busy");
  });
  window.addEventListener("pageshow", function () {
    busy = false;
    document.body.classList.remove("is-busy");
  });

  var summary = document.querySelector(".error-summary");
  if (summary) summary.focus();
})();
