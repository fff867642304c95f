// Dropping a file, telling at once what is wrong with it, and following how far its reading has come.
(function () {
  "use strict";

  function problemOf(form, file) {
    var suffixes = form.dataset.suffixes.split(",");
    var name = file.name.toLowerCase();
    if (!suffixes.some(function (suffix) { return name.endsWith(suffix); })) {
      return file.name + " is not one of " + suffixes.join(", ") + ".";
    }
    if (file.size > Number(form.dataset.maxMb) * 1e6) {
      return file.name + " is larger than " + form.dataset.maxMb + " MB.";
    }
    return file.size ? "" : file.name + " is empty.";
  }

  function check(form) {
    var input = form.querySelector("input[type=file]");
    var told = form.querySelector(".form-error");
    var problem = input.files.length ? problemOf(form, input.files[0]) : "";
    told.textContent = problem;
    told.hidden = !problem;
    return !problem;
  }

  document.querySelectorAll("form.drop").forEach(function (form) {
    form.addEventListener("change", function () { check(form); });
    form.addEventListener("submit", function (event) {
      if (!check(form)) event.preventDefault();
    }, true);
    form.addEventListener("dragover", function (event) {
      event.preventDefault();
      form.classList.add("is-over");
    });
    form.addEventListener("dragleave", function () { form.classList.remove("is-over"); });
    form.addEventListener("drop", function (event) {
      event.preventDefault();
      form.classList.remove("is-over");
      if (!event.dataTransfer.files.length) return;
      form.querySelector("input[type=file]").files = event.dataTransfer.files;
      if (check(form)) form.requestSubmit();
    });
  });

  // A file dropped beside a form must not replace the page.
  ["dragover", "drop"].forEach(function (name) {
    window.addEventListener(name, function (event) { event.preventDefault(); });
  });

  var waiting = document.querySelector("[data-state-url]");
  function follow() {
    fetch(waiting.dataset.stateUrl, { headers: { Accept: "application/json" } })
      .then(function (answer) { return answer.ok ? answer.json() : { done: true }; })
      .then(function (state) {
        if (state.done) {
          location.reload();
          return;
        }
        waiting.querySelector("[data-step]").textContent = state.step;
        var bar = waiting.querySelector("progress");
        if (state.percent === null) bar.removeAttribute("value");
        else bar.value = state.percent;
        waiting.querySelector("[data-elapsed]").textContent = state.elapsed_s;
        setTimeout(follow, 500);
      })
      .catch(function () { setTimeout(follow, 2000); });
  }
  if (waiting) setTimeout(follow, 300);
})();
