// One message as a bubble. Text is only ever set as text; entities become elements, never markup.
import { element, fileUrl, moscow, size } from "./common.js";

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote", date_time: "time",
};

// Entities nest: each takes its stretch of the text with all that begins within it. Offsets are UTF-16, as in JS.
export function richText(text, entities = [], chat) {
  const waiting = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const stretch = (from, to) => {
    const nodes = [];
    let at = from;
    while (waiting.length && waiting[0].offset < to) {
      const entity = waiting.shift();
      const start = Math.max(entity.offset, at);
      const end = Math.min(entity.offset + entity.length, to);
      if (end <= start) continue;
      if (start > at) nodes.push(text.slice(at, start));
      nodes.push(marked(entity, text.slice(start, end), stretch(start, end), chat));
      at = end;
    }
    if (at < to) nodes.push(text.slice(at, to));
    return nodes;
  };
  return stretch(0, text.length);
}

function marked(entity, text, children, chat) {
  if (entity.type === "url" || entity.type === "text_link") {
    const link = element("a", { href: "#", title: entity.url ?? "" }, ...children);
    link.onclick = (event) => { event.preventDefault(); chat.page.openLink(link, entity.url ?? text); };
    return link;
  }
  if (entity.type === "bot_command") {
    const link = element("a", { href: "#" }, ...children);
    link.onclick = (event) => { event.preventDefault(); chat.say(text); };
    return link;
  }
  if (entity.type === "spoiler") {
    const cover = element("span", { class: "spoiler" }, ...children);
    cover.onclick = () => cover.classList.add("open");
    return cover;
  }
  const made = element(TAGS[entity.type] ?? "span", {}, ...children);
  if (entity.type === "date_time") made.title = moscow(entity.unix_time * 1000, { dateStyle: "full", timeStyle: "short" });
  return made;
}

const summary = (message) =>
  message.text ?? message.caption ?? message.document?.file_name ?? (message.photo ? "Фото" : "Вложение");

export function bubble(message, chat) {
  const own = message.from.id === chat.person.id;
  const root = element("article", { class: `message ${own ? "own" : "theirs"}`, "data-testid": "message", "data-id": message.message_id });
  const body = element("div", { class: "bubble" });
  if (message.reply_to_message) body.append(quoted(message.reply_to_message, chat));
  body.append(...attachments(message));
  const text = message.text ?? message.caption;
  if (text) body.append(element("div", { class: "text" }, ...richText(text, message.entities ?? message.caption_entities, chat)));
  body.append(footer(message));
  root.append(body, actions(message, own, chat));
  const rows = message.reply_markup?.inline_keyboard;
  if (rows) root.append(keyboard(rows, message, chat));
  return root;
}

function quoted(message, chat) {
  const author = message.from.is_bot ? message.from.first_name : "Вы";
  const quote = element("div", { class: "quoted" }, element("b", {}, author), element("span", {}, summary(message)));
  quote.onclick = () => chat.reveal(message.message_id);
  return quote;
}

function attachments(message) {
  if (message.photo) {
    const url = fileUrl(message.photo.at(-1));
    const picture = element("img", { class: "photo", src: url, alt: "Фото", loading: "lazy" });
    return [element("a", { href: url, target: "_blank", rel: "noopener" }, picture)];
  }
  const file = message.document ?? message.audio ?? message.video ?? message.voice;
  if (!file) return [];
  const name = file.file_name ?? "Голосовое сообщение";
  const kind = message.voice ? "▶" : (name.split(".").at(-1) || "файл").slice(0, 4);
  const link = element("a", { class: "file", href: fileUrl(file), "data-testid": "file" });
  link.download = name;
  link.append(
    element("span", { class: message.voice ? "icon voice" : "icon" }, kind),
    element("span", { class: "about" }, element("b", {}, name), element("small", {}, message.voice ? `0:0${file.duration}` : size(file.file_size))),
  );
  return [link];
}

function footer(message) {
  const time = moscow(message.date * 1000, { hour: "2-digit", minute: "2-digit" });
  return element("div", { class: "footer" }, message.edit_date ? `изменено ${time}` : time);
}

function actions(message, own, chat) {
  const box = element("div", { class: "actions" });
  const add = (label, sign, run) => {
    const button = element("button", { type: "button", title: label, "aria-label": label }, sign);
    button.onclick = run;
    box.append(button);
  };
  add("Ответить", "↩", () => chat.compose("reply", message));
  if (own && (message.text ?? message.caption) !== undefined) add("Изменить", "✎", () => chat.compose("edit", message));
  return box;
}

function keyboard(rows, message, chat) {
  return element("div", { class: "keyboard" }, ...rows.map((row) =>
    element("div", { class: "row" }, ...row.map((one) => {
      const button = element("button", { type: "button", "data-testid": "button", class: one.style ?? "" }, one.text);
      if (one.url || one.copy_text) button.classList.add("outward");
      button.disabled = Boolean(one.disabled);
      button.onclick = () => chat.press(button, one, message);
      return button;
    }))));
}

export { summary };
