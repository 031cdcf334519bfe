// The page: one connection to the stand-in, one column a person, one clock for all.
import { Chat } from "./chat.js";
import { act, element, moscow, post } from "./common.js";

const chats = new Map();
const page = { bot: {}, people: [], chats, choose, turnTo, alert: showAlert };
const clock = { instant: 0, seen: 0 };
const byId = (id) => document.getElementById(id);

const on = {
  state(event) {
    page.bot = event.bot;
    page.people = event.people;
    byId("chats").replaceChildren();
    chats.clear();
    for (const person of event.people) {
      const chat = new Chat(page, person);
      chats.set(person.id, chat);
      byId("chats").append(chat.root);
      for (const message of event.chats[person.id] ?? []) chat.show(message, true);
    }
    drawTabs();
    // Columns became narrower, and messages taller, as more were added.
    for (const chat of chats.values()) chat.scroll();
    setClock(event.clock);
  },
  message: (event, chat) => { chat?.show(event.message); drawTabs(); },
  edited: (event, chat) => chat?.show(event.message),
  deleted: (event, chat) => chat?.remove(event.message_id),
  typing: (event, chat) => chat?.typing(event.action),
  answer: (event, chat) => chat?.answered(event.text, event.alert),
  reaction: (event, chat) => chat?.react(event.message_id, event.emoji),
  clock: (event) => setClock(event.clock),
  person: updatePeople,
  commands: updatePeople,
};

function updatePeople(event) {
  page.people = event.people;
  if (event.people.some((person) => !chats.has(person.id))) return connect();
  for (const person of event.people) chats.get(person.id).setPerson(person);
}

let source;
function connect() {
  source?.close();
  source = new EventSource("/control/events");
  source.onopen = () => setConnection(true);
  source.onerror = () => setConnection(false);
  source.onmessage = ({ data }) => {
    const event = JSON.parse(data);
    on[event.type]?.(event, chats.get(event.chat));
  };
}

function setConnection(alive) {
  const mark = byId("connection");
  mark.textContent = alive ? "на связи" : "нет связи";
  mark.classList.toggle("alive", alive);
}

function setClock(shown) {
  Object.assign(clock, { instant: Date.parse(shown.now), seen: performance.now() });
  const upcoming = shown.next && Date.parse(shown.next) > clock.instant;
  byId("clock-upcoming").textContent = upcoming
    ? `следующее напоминание: ${moscow(shown.next, { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" })}`
    : "";
  drawClock();
}

const botNow = () => clock.instant + performance.now() - clock.seen;

function drawClock() {
  byId("clock-now").textContent = moscow(botNow(), {
    weekday: "short", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit",
  }) + " МСК";
}

function tomorrowAtNine() {
  const zone = 3 * 3600e3; // Moscow keeps UTC+3 all year
  const day = new Date(botNow() + zone);
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() + 1, 9) - zone).toISOString();
}

const moves = {
  next: () => ({ next: true }),
  hour: () => ({ advance: 3600 }),
  day: () => ({ to: tomorrowAtNine() }),
  week: () => ({ advance: 7 * 86400 }),
};

async function moveClock({ currentTarget: button }) {
  button.disabled = true;
  try {
    setClock(await post("/control/clock", moves[button.dataset.move]()));
  } catch (error) {
    showAlert(error.message);
  } finally {
    button.disabled = false;
  }
}

async function refreshClock() {
  const answer = await fetch("/control/clock").catch(() => null);
  if (answer?.ok) setClock(await answer.json());
}

function drawTabs() {
  const shown = byId("chats").dataset.shown ?? String(page.people[0]?.id);
  byId("tabs").replaceChildren(...page.people.map((person) => {
    const chat = chats.get(person.id);
    const current = String(person.id) === shown;
    chat.root.classList.toggle("current", current);
    if (current) chat.unread = 0;
    const tab = element("button", { type: "button", class: current ? "current" : "" }, person.first_name);
    if (chat.unread) tab.append(element("span", { class: "unread" }, String(chat.unread)));
    tab.onclick = () => { turnTo(person.id); chat.scroll(); };
    return tab;
  }));
}

// Show this person's chat where there is room for one only.
function turnTo(id) {
  byId("chats").dataset.shown = id;
  drawTabs();
}

function showAlert(text) {
  const dialog = byId("alert");
  dialog.querySelector("p").textContent = text;
  if (!dialog.open) dialog.showModal();
}

// A small menu beside an element: pairs of a label and what to do.
function choose(anchor, title, choices) {
  const menu = byId("popover");
  menu.replaceChildren(element("div", { class: "title" }, title), ...choices.map(([label, note, run]) => {
    const button = element("button", { type: "button" }, element("b", {}, label), element("span", {}, note));
    button.onclick = () => { menu.hidePopover(); run(); };
    return button;
  }));
  menu.showPopover();
  const box = anchor.getBoundingClientRect();
  menu.style.left = `${Math.max(8, Math.min(box.left, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${box.top > menu.offsetHeight + 12 ? box.top - menu.offsetHeight - 6 : box.bottom + 6}px`;
}

// An invitation belongs to one person: whoever opens it sends its /start.
page.openLink = (anchor, url) => {
  const start = new RegExp(`t\\.me/${page.bot.username}\\?start=([\\w-]+)`).exec(url);
  if (!start) return window.open(/^[a-z]+:/i.test(url) ? url : `https://${url}`, "_blank", "noopener");
  // Who has not come in has no menu; who has not even begun comes before them.
  const outside = (person) => 2 * (person.state === "never") + !person.commands.length;
  const newcomersFirst = page.people.toSorted((one, other) => outside(other) - outside(one));
  return choose(anchor, "Открыть приглашение как", newcomersFirst.map((person) => [
    [person.last_name, person.first_name].filter(Boolean).join(" "), person.label,
    () => {
      turnTo(person.id);
      act({ do: "say", user: person.id, text: `/start ${start[1]}` }).catch((error) => showAlert(error.message));
    },
  ]));
};

for (const button of document.querySelectorAll("[data-move]")) button.onclick = moveClock;
setInterval(drawClock, 1000);
setInterval(refreshClock, 3000);
connect();
