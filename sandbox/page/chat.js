// One person's chat with the bot: what is in it, and what the person does in it.
import { act, element, moscow, upload } from "./common.js";
import { bubble, summary } from "./message.js";

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

export class Chat {
  constructor(page, person) {
    Object.assign(this, { page, unread: 0, context: null, messages: new Map() });
    this.root = element("section", { class: "chat", "data-testid": `chat-${person.id}` });
    this.name = element("b");
    this.status = element("span");
    this.face = element("div", { class: "face" });
    this.more = element("button", { type: "button", class: "more", title: "Ещё", "aria-label": "Ещё" }, "⋮");
    this.list = element("div", { class: "list" });
    this.toasts = element("div", { class: "toasts", "aria-live": "polite" });
    this.foot = element("div", { class: "foot" });
    this.root.append(
      element("header", {}, this.face, element("div", { class: "who" }, this.name, this.status), this.more),
      this.list, this.toasts, this.foot,
    );
    this.composer = this.makeComposer(person.id);
    this.more.onclick = () => this.showMore();
    this.acceptDrops();
    this.keepAtEnd();
    this.setPerson(person);
  }

  setPerson(person) {
    this.person = person;
    const name = [person.last_name, person.first_name].filter(Boolean).join(" ");
    this.name.textContent = name;
    this.face.textContent = [person.first_name, person.last_name].map((part) => part?.[0] ?? "").join("");
    this.face.style.setProperty("--hue", (person.id * 67) % 360);
    this.showStatus();
    const menu = this.composer.querySelector(".menu");
    menu.hidden = !person.commands.length;
    if (person.state === "blocked") this.foot.replaceChildren(this.wide("Разблокировать", () => this.setState("started")));
    else if (person.state === "never") this.foot.replaceChildren(this.wide("Старт", () => this.say("/start")));
    else this.foot.replaceChildren(this.composer);
  }

  showStatus(text) {
    const states = { blocked: "бот заблокирован", never: "ещё не открывал бота", deactivated: "аккаунт удалён" };
    this.status.textContent = text ?? states[this.person.state] ?? this.person.label;
    this.status.classList.toggle("typing", Boolean(text));
  }

  wide(label, run) {
    const button = element("button", { type: "button", class: "wide", "data-testid": `start-${this.person.id}` }, label);
    button.onclick = run;
    return button;
  }

  makeComposer(id) {
    const composer = element("form", { class: "composer" });
    this.about = element("div", { class: "context", hidden: "hidden" });
    this.field = element("textarea", { rows: 1, placeholder: "Сообщение", "aria-label": "Сообщение", "data-testid": `input-${id}` });
    this.picker = element("input", { type: "file", multiple: "multiple", hidden: "hidden", "data-testid": `attach-${id}` });
    const tool = (name, label, run) => {
      const button = element("button", { type: "button", class: `tool ${name}`, title: label, "aria-label": label }, icon(name));
      button.onclick = () => run(button);
      return button;
    };
    const send = element("button", { class: "tool send", title: "Отправить", "aria-label": "Отправить", "data-testid": `send-${id}` }, icon("send"));
    composer.append(
      this.about,
      element("div", { class: "line" },
        tool("menu", "Команды бота", (button) => this.showMenu(button)),
        tool("attach", "Прикрепить файл", () => this.picker.click()), this.picker, this.field,
        tool("voice", "Голосовое сообщение (проба)", () => this.send([new File([SILENCE], "voice.ogg")], "voice")), send),
    );
    composer.onsubmit = (event) => { event.preventDefault(); this.submit(); };
    this.picker.onchange = () => { this.send([...this.picker.files]); this.picker.value = ""; };
    this.field.oninput = () => this.fit();
    this.field.onpaste = (event) => { if (event.clipboardData.files.length) this.send([...event.clipboardData.files]); };
    this.field.onkeydown = (event) => this.key(event);
    return composer;
  }

  key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape") this.compose(null);
    else if (event.key === "ArrowUp" && !this.field.value) {
      const last = [...this.messages.values()].findLast((one) => one.from.id === this.person.id && one.text);
      if (last) { event.preventDefault(); this.compose("edit", last); }
    }
  }

  fit() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, FIELD_HEIGHT)}px`;
  }

  compose(kind, message) {
    const wasEdit = this.context?.kind === "edit";
    this.context = kind && { kind, message };
    this.about.hidden = !kind;
    if (kind) {
      const cancel = element("button", { type: "button", "aria-label": "Отменить" }, "×");
      cancel.onclick = () => this.compose(null);
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
    if (context?.kind === "edit") return this.order({ do: "edit", message_id: context.message.message_id, text });
    return this.say(text, context?.message.message_id);
  }

  say(text, replyTo) {
    return this.order({ do: "say", text, ...(replyTo && { reply_to: replyTo }) });
  }

  setState(state) { return this.order({ do: "state", state }); }

  async order(order) {
    try {
      return await act({ user: this.person.id, ...order });
    } catch (error) {
      return this.toast(error.message);
    }
  }

  async send(files, kind) {
    const { text, context } = this.take();
    const pictures = files.every((file) => file.type.startsWith("image/"));
    const form = new FormData();
    form.set("user", this.person.id);
    form.set("kind", kind ?? (pictures ? "photo" : "document"));
    if (text) form.set("caption", text);
    if (context?.kind === "reply") form.set("reply_to", context.message.message_id);
    files.forEach((file, number) => form.set(`file${number}`, file));
    try {
      await upload(form);
    } catch (error) {
      this.toast(error.message);
    }
  }

  acceptDrops() {
    const mark = (over) => this.root.classList.toggle("drop", over);
    this.root.ondragover = (event) => { event.preventDefault(); mark(true); };
    this.root.ondragleave = (event) => { if (!this.root.contains(event.relatedTarget)) mark(false); };
    this.root.ondrop = (event) => {
      event.preventDefault();
      mark(false);
      if (event.dataTransfer.files.length) this.send([...event.dataTransfer.files]);
    };
  }

  async press(button, one, message) {
    if (one.url) return this.page.openLink(button, one.url);
    if (one.copy_text) {
      await navigator.clipboard?.writeText(one.copy_text.text);
      return this.toast("Скопировано");
    }
    button.classList.add("waiting");
    return this.order({ do: "press", message_id: message.message_id, data: one.callback_data });
  }

  answered(text, alert) {
    for (const button of this.root.querySelectorAll(".waiting")) button.classList.remove("waiting");
    if (text && alert) this.page.alert(text);
    else if (text) this.toast(text);
  }

  toast(text) {
    const toast = element("div", { class: "toast", "data-testid": "toast" }, text);
    this.toasts.append(toast);
    setTimeout(() => toast.remove(), 4000);
  }

  typing(action) {
    const said = { typing: "печатает…", upload_document: "отправляет файл…", upload_photo: "отправляет фото…" };
    this.showStatus(`бот ${said[action] ?? "занят…"}`);
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.showStatus(), 5000);
  }

  show(message, quiet = false) {
    const shown = this.list.querySelector(`[data-id="${message.message_id}"]`);
    const fresh = bubble(message, this);
    this.messages.set(message.message_id, message);
    if (shown) shown.replaceWith(fresh);
    else {
      this.separate(message);
      this.list.append(fresh);
      if (message.from.is_bot && !quiet) this.heard();
    }
    if (this.atEnd || quiet || message.from.id === this.person.id) this.scroll();
    for (const picture of fresh.querySelectorAll("img")) picture.onload = () => { if (this.atEnd) this.scroll(); };
  }

  heard() {
    this.showStatus();
    if (!this.root.classList.contains("current")) this.unread += 1;
  }

  // Whoever reads the last message goes on reading it when the window, the composer or a picture changes size.
  keepAtEnd() {
    this.atEnd = true;
    this.list.onscroll = () => { this.atEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 80; };
    new ResizeObserver(() => { if (this.atEnd) this.scroll(); }).observe(this.list);
  }

  separate(message) {
    const day = moscow(message.date * 1000, { day: "numeric", month: "long", year: "numeric" });
    if (day === this.day) return;
    this.day = day;
    this.list.append(element("div", { class: "day" }, day));
  }

  remove(id) {
    this.messages.delete(id);
    this.list.querySelector(`[data-id="${id}"]`)?.remove();
  }

  react(id, emoji) {
    const target = this.list.querySelector(`[data-id="${id}"] .footer`);
    target?.querySelector(".reaction")?.remove();
    if (emoji.length) target?.prepend(element("span", { class: "reaction" }, emoji.join(" ")));
  }

  reveal(id) {
    const target = this.list.querySelector(`[data-id="${id}"]`);
    target?.scrollIntoView({ block: "center", behavior: "smooth" });
    target?.animate([{ opacity: 0.4 }, { opacity: 1 }], 900);
  }

  scroll() {
    this.list.scrollTop = this.list.scrollHeight;
    this.atEnd = true;
  }

  showMenu(button) {
    this.page.choose(button, "Команды", this.person.commands.map(({ command, description }) =>
      [`/${command}`, description, () => this.say(`/${command}`)]));
  }

  showMore() {
    const blocked = this.person.state === "blocked";
    this.page.choose(this.more, this.name.textContent, [blocked
      ? ["Разблокировать бота", "бот снова сможет писать", () => this.setState("started")]
      : ["Заблокировать бота", "напоминания перестанут доходить", () => this.setState("blocked")]]);
  }
}
