// What pages need beside htmx: a choice that is sent at once, the way back, and refusals shown in place.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-back]")) history.back();
});
document.addEventListener("htmx:beforeSwap", (event) => {
  const status = event.detail.xhr.status;
  if (status === 401) location.reload();
  if (status >= 400) {
    event.detail.shouldSwap = false;
    const refused = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html").querySelector("[role=alert]");
    tell(refused ? refused.textContent : event.detail.xhr.statusText);
  }
});
document.addEventListener("htmx:sendError", () => tell(document.documentElement.lang === "ru" ? "Нет связи с сервером. Повторите." : "No connection to the server. Try again."));

function tell(text) {
  document.querySelector(".toast")?.remove();
  const toast = document.createElement("p");
  toast.className = "toast";
  toast.setAttribute("role", "alert");
  toast.textContent = text;
  document.body.append(toast);
  setTimeout(() => toast.remove(), 9000);
}

// On a phone the menu is one line: the page that is open is in sight.
document.querySelector(".top nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// A file that was waited for comes by itself.
document.addEventListener("htmx:load", (event) => event.detail.elt.querySelectorAll("[data-start]").forEach((link) => link.click()));

// A form that was sent is not sent again by a second click.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  else if (form.method === "post") form.dataset.sent = "1";
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

// Words with a link are copied by a button, where the browser can.
document.querySelectorAll("[data-copy]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const words = document.getElementById(button.dataset.copy);
    words.select();
    try {
      if (navigator.clipboard) await navigator.clipboard.writeText(words.value);
      else document.execCommand("copy");
      tell(button.dataset.done);
    } catch { /* the words are selected: Ctrl+C copies them */ }
  });
});

// Words typed and not saved are not lost unasked. A form[data-unsaved] says what is asked then.
const unsaved = (within) => [...within.querySelectorAll("form[data-unsaved]")].find((form) => form.dataset.typed);
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-unsaved]");
  if (form) form.dataset.typed = "1";
});
document.addEventListener("submit", (event) => delete event.target.dataset.typed);
document.addEventListener("htmx:responseError", (event) => {
  const form = event.target.closest("form[data-unsaved]");
  if (form) form.dataset.typed = "1";
});
document.addEventListener("htmx:confirm", (event) => {
  const lost = event.detail.target && !event.target.closest("form[data-unsaved]") && unsaved(event.detail.target);
  if (lost && !confirm(lost.dataset.unsaved)) event.preventDefault();
});
addEventListener("beforeunload", (event) => {
  if (unsaved(document)) event.preventDefault();
});
