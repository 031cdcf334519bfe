// Marks of the timeline: what a mark says is shown beside it, by mouse, finger and keyboard; arrows go from mark to mark.
const APART = 10;
let tip = null, shown = null, leaving = 0, touched = null;
const markAt = (target) => (target instanceof Element ? target.closest(".days a.due") : null);

// The browser's own tooltip would stand beside ours: the title becomes the label.
function wordsOf(mark) {
  const title = mark.querySelector("title");
  if (title) {
    mark.setAttribute("aria-label", title.textContent);
    title.remove();
  }
  return mark.getAttribute("aria-label").split("\n");
}

function show(mark) {
  clearTimeout(leaving);
  if (shown === mark) return;
  hide();
  const [words, when] = wordsOf(mark);
  shown = mark;
  tip = document.createElement("div");
  tip.className = "tip";
  tip.setAttribute("aria-hidden", "true"); // the mark itself says the same
  tip.append(line(words), line(when, "when"));
  const open = document.querySelector("[data-tips]")?.dataset.tips;
  if (open) {
    const link = document.createElement("a");
    link.href = mark.getAttribute("href");
    link.tabIndex = -1;
    link.textContent = open;
    tip.append(link);
  }
  tip.onpointerenter = () => clearTimeout(leaving);
  tip.onpointerleave = leave;
  document.body.append(tip);
  const box = mark.querySelector("use:last-of-type").getBoundingClientRect();
  const below = box.bottom + APART + tip.offsetHeight < innerHeight;
  tip.style.left = `${Math.max(8, Math.min(box.left - 12, innerWidth - tip.offsetWidth - 8))}px`;
  tip.style.top = `${below ? box.bottom + APART : Math.max(4, box.top - APART - tip.offsetHeight)}px`;
}

function line(text, name = "") {
  const made = document.createElement("p");
  made.className = name;
  made.textContent = text;
  return made;
}

function hide() {
  clearTimeout(leaving);
  tip?.remove();
  tip = shown = null;
}

function leave() {
  clearTimeout(leaving);
  leaving = setTimeout(hide, 200);
}

document.addEventListener("pointerover", (event) => {
  const mark = markAt(event.target);
  if (mark && event.pointerType === "mouse") show(mark);
});
document.addEventListener("pointerout", (event) => {
  if (markAt(event.target) && event.pointerType === "mouse") leave();
});
document.addEventListener("focusin", (event) => {
  const mark = markAt(event.target);
  if (mark) show(mark);
  else if (!tip?.contains(event.target)) hide();
});
// A finger has no hover: its first tap shows what the second opens.
document.addEventListener("pointerdown", (event) => {
  const mark = markAt(event.target);
  touched = mark && event.pointerType === "touch" && shown !== mark ? mark : null;
  if (!mark && !tip?.contains(event.target)) hide();
});
document.addEventListener("click", (event) => {
  const mark = markAt(event.target);
  if (!mark || mark !== touched) return;
  event.preventDefault();
  touched = null;
  show(mark);
});
addEventListener("scroll", () => { if (shown !== document.activeElement) hide(); }, { passive: true });
addEventListener("pagehide", hide);

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
  const mark = markAt(event.target);
  const next = mark && neighbour(mark, event.key);
  if (!next) return;
  event.preventDefault();
  next.focus();
});

function neighbour(mark, key) {
  const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[key];
  if (!step) return null;
  const all = [...document.querySelectorAll(".days a.due")];
  if (key === "ArrowLeft" || key === "ArrowRight") return all[all.indexOf(mark) + step];
  const rows = [...new Set(all.map((one) => one.parentNode))];
  const row = rows[rows.indexOf(mark.parentNode) + step];
  const place = (one) => one.getBoundingClientRect().x;
  return row && [...row.querySelectorAll("a.due")].sort((a, b) => Math.abs(place(a) - place(mark)) - Math.abs(place(b) - place(mark)))[0];
}
