// Where a person writes: text, files, a reply or an edit in hand.
import { element } from "./common.js";
import { summary } from "./message.js";

const FIELD_HEIGHT = 140;
const SILENCE = new Blob([new Uint8Array(256)], { type: "audio/ogg" });
const ICONS = {
  attach: "M16.5 6.5v9a4.5 4.5 0 0 1-9 0V6a3 3 0 0 1 6 0v8.5a1.5 1.5 0 0 1-3 0V7",
  voice: "M12 4a2.5 2.5 0 0 0-2.5 2.5v5a2.5 2.5 0 0 0 5 0v-5A2.5 2.5 0 0 0 12 4M6.5 11.5a5.5 5.5 0 0 0 11 0M12 17v3",
  send: "M5 12 19 5l-4 14-4-5zM11 14l8-9",
  menu: "M5 7h14M5 12h14M5 17h9",
};

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

function tool(name, label, run) {
  const button = element("button", { type: run ? "button" : "submit", class: `tool ${name}`, title: label, "aria-label": label }, icon(name));
  if (run) button.onclick = () => run(button);
  return button;
}

export class Composer {
  constructor(chat, id) {
    Object.assign(this, { chat, context: null });
    this.root = element("form", { class: "composer" });
    this.about = element("div", { class: "context", hidden: "hidden" });
    this.field = element("textarea", { rows: 1, placeholder: "Сообщение", "aria-label": "Сообщение", "data-testid": `input-${id}` });
    this.picker = element("input", { type: "file", multiple: "multiple", hidden: "hidden", "data-testid": `attach-${id}` });
    this.menu = tool("menu", "Команды бота", (button) => chat.showMenu(button));
    const attach = tool("attach", "Прикрепить файл", () => this.picker.click());
    const voice = tool("voice", "Голосовое сообщение (проба)", () => this.sendFiles([new File([SILENCE], "voice.ogg")], "voice"));
    const send = tool("send", "Отправить");
    send.dataset.testid = `send-${id}`;
    this.root.append(this.about, element("div", { class: "line" }, this.menu, attach, this.picker, this.field, voice, send));
    this.listen();
  }

  listen() {
    this.root.onsubmit = (event) => { event.preventDefault(); this.submit(); };
    this.picker.onchange = () => { this.sendFiles([...this.picker.files]); this.picker.value = ""; };
    this.field.oninput = () => this.fit();
    this.field.onpaste = ({ clipboardData }) => { if (clipboardData.files.length) this.sendFiles([...clipboardData.files]); };
    this.field.onkeydown = (event) => this.key(event);
  }

  put(text) {
    this.field.value = text;
    this.fit();
    this.field.focus();
  }

  key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape") this.begin(null);
    else if (event.key === "ArrowUp" && !this.field.value) {
      const last = this.chat.lastOwn();
      if (last) { event.preventDefault(); this.begin("edit", last); }
    }
  }

  fit() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, FIELD_HEIGHT)}px`;
  }

  // Begin a reply to a message or an edit of it; null puts either aside.
  begin(kind, message) {
    const wasEdit = this.context?.kind === "edit";
    this.context = kind && { kind, message };
    this.about.hidden = !kind;
    if (kind) {
      const cancel = element("button", { type: "button", "aria-label": "Отменить" }, "×");
      cancel.onclick = () => this.begin(null);
      const title = kind === "edit" ? "Изменение" : "Ответ";
      this.about.replaceChildren(element("div", {}, element("b", {}, title), element("span", {}, summary(message))), cancel);
    }
    if (kind === "edit") this.field.value = message.text ?? message.caption;
    else if (wasEdit) this.field.value = "";
    this.fit();
    if (kind) this.field.focus();
  }

  take() {
    const taken = { text: this.field.value.trim(), context: this.context };
    this.field.value = "";
    this.context = null;
    this.about.hidden = true;
    this.fit();
    return taken;
  }

  submit() {
    if (!this.field.value.trim()) return undefined;
    const { text, context } = this.take();
    const id = context?.message.message_id;
    if (context?.kind === "edit") return this.chat.order({ do: "edit", message_id: id, text });
    return this.chat.say(text, id);
  }

  sendFiles(files, kind) {
    if (this.context?.kind === "edit") this.begin(null);
    const { text, context } = this.take();
    const pictures = files.every((file) => file.type.startsWith("image/"));
    const form = new FormData();
    form.set("kind", kind ?? (pictures ? "photo" : "document"));
    if (text) form.set("caption", text);
    if (context) form.set("reply_to", context.message.message_id);
    files.forEach((file, number) => form.set(`file${number}`, file));
    return this.chat.upload(form);
  }
}
