// One person's chat with the bot: what is in it, and what the person does in it.
import { act, element, moscow, upload } from "./common.js";
import { Composer } from "./composer.js";
import { bubble } from "./message.js";

// A link by which somebody enters the desk in a browser; how long the bot may take to send it.
const ENTRANCE = /https?:\/\/\S+\/enter\/[\w-]+/;
const ENTRANCE_WAIT = 15000;

export class Chat {
  constructor(page, person) {
    Object.assign(this, { page, unread: 0, messages: new Map() });
    this.root = element("section", { class: "chat", "data-testid": `chat-${person.id}` });
    this.name = element("b");
    this.status = element("span");
    this.face = element("div", { class: "face" });
    this.more = element("button", { type: "button", class: "more", title: "Ещё", "aria-label": "Ещё" }, "⋮");
    this.desk = element("button", { type: "button", class: "desk", "data-testid": `desk-${person.id}` }, "Рабочий стол");
    this.list = element("div", { class: "list" });
    this.toasts = element("div", { class: "toasts", "aria-live": "polite" });
    this.tries = element("details", { class: "tries", "data-testid": `tries-${person.id}`, open: innerWidth > 900 || person.state === "never" ? "open" : "" });
    this.foot = element("div", { class: "foot" });
    this.root.append(
      element("header", {}, this.face, element("div", { class: "who" }, this.name, this.status), this.desk, this.more),
      this.tries, this.list, this.toasts, this.foot,
    );
    this.composer = new Composer(this, person.id);
    this.showTries(person.tries ?? []);
    this.more.onclick = () => this.showMore();
    this.desk.onclick = () => this.openDesk();
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
    this.composer.menu.hidden = !person.commands.length;
    this.desk.hidden = person.state !== "started" || !person.commands.some(({ command }) => command === "desk");
    if (person.state === "blocked") this.foot.replaceChildren(this.wide("Разблокировать", () => this.setState("started")));
    else if (person.state === "never") this.foot.replaceChildren(this.wide("Старт", () => this.say("/start")));
    else this.foot.replaceChildren(this.composer.root);
  }

  // What there is to try; words are put into the composer of the one who is to send them.
  showTries(tries) {
    this.tries.hidden = !tries.length;
    this.tries.replaceChildren(element("summary", {}, "Попробуйте:"), element("ol", {}, ...tries.map(({ what, say, chat }) => {
      if (!say) return element("li", {}, what);
      const words = element("button", { type: "button", title: "Вставить в строку сообщения" }, say);
      words.onclick = () => {
        const sender = this.page.chats.get(chat) ?? this;
        this.page.turnTo(sender.person.id);
        sender.composer.put(say);
      };
      return element("li", {}, `${what}: `, words);
    })));
  }

  showStatus(text) {
    const states = { blocked: "бот заблокирован", never: "ещё не открывал бота", deactivated: "аккаунт удалён" };
    const { label, state } = this.person;
    this.status.textContent = text ?? [label, states[state]].filter(Boolean).join(" · ");
    this.status.classList.toggle("typing", Boolean(text));
  }

  wide(label, run) {
    const button = element("button", { type: "button", class: "wide", "data-testid": `start-${this.person.id}` }, label);
    button.onclick = run;
    return button;
  }

  compose(kind, message) { this.composer.begin(kind, message); }

  lastOwn() {
    return [...this.messages.values()].findLast((one) => one.from.id === this.person.id && one.text);
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

  async upload(form) {
    form.set("user", this.person.id);
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
      if (event.dataTransfer.files.length) this.composer.sendFiles([...event.dataTransfer.files]);
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
      if (message.from.is_bot && !quiet) this.heard(message);
    }
    if (this.atEnd || quiet || message.from.id === this.person.id) this.scroll();
    for (const picture of fresh.querySelectorAll("img")) picture.onload = () => { if (this.atEnd) this.scroll(); };
  }

  heard(message) {
    this.showStatus();
    const link = ENTRANCE.exec(message.text ?? "");
    if (link) this.entrance?.(link[0]);
    if (!this.root.classList.contains("current")) this.unread += 1;
  }

  // The window opens with the click, or the browser would block it; its address comes with the bot's answer.
  async openDesk() {
    const opened = window.open("", "_blank");
    if (opened) {
      opened.opener = null;
      opened.document.title = "Рабочий стол";
      opened.document.body.textContent = "Жду ссылку от бота…";
    }
    const sent = new Promise((resolve) => {
      this.entrance = resolve;
      setTimeout(resolve, ENTRANCE_WAIT);
    });
    await this.say("/desk");
    const link = await sent;
    this.entrance = null;
    if (link && opened) opened.location.replace(link);
    else {
      opened?.close();
      this.toast(link ? "Браузер не открыл окно: нажмите на ссылку в чате" : "Бот не прислал ссылку");
    }
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
