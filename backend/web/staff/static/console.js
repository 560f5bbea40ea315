"use strict";
// Renews the list without touching what is being typed beside it.
const live = document.getElementById("live");

async function renew() {
  try {
    const answer = await fetch(live.dataset.from, { cache: "no-store", redirect: "manual" });
    if (answer.type === "opaqueredirect") {
      location.assign("/sign-in");
      return;
    }
    if (answer.ok) {
      live.innerHTML = await answer.text();
    }
  } catch {
    // Off line for a moment: the next look may succeed.
  }
  setTimeout(renew, 5000);
}

// A passkey form asks the server for a challenge, the authenticator for its answer, and sends that.
async function prove(event) {
  const form = event.currentTarget;
  const failed = form.querySelector("[data-failed]");
  event.preventDefault();
  failed.hidden = true;
  try {
    const body = new URLSearchParams({ csrf: form.dataset.csrf });
    const asked = await (await fetch(form.dataset.options, { method: "POST", body })).json();
    const made = form.dataset.passkey === "create"
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) });
    form.elements.passkey.value = JSON.stringify(made);
    form.submit();
  } catch {
    failed.hidden = false; // cancelled, no passkey here, or off line: nothing was sent
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.addEventListener("submit", prove);
  form.querySelector("button").disabled = false; // until now, sending it would have sent an empty answer
}
if (live) {
  setTimeout(renew, 5000);
}

// A request that waits for somebody else: the page is shown anew when it has come further, and only then, so
// that nothing that is being typed or read aloud is lost.
const request = document.querySelector("[data-follow]");

async function look() {
  try {
    const answer = await fetch(request.dataset.follow, { cache: "no-store", redirect: "manual" });
    if (answer.type === "opaqueredirect") {
      location.assign("/sign-in");
      return;
    }
    if (answer.ok) {
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (fresh.querySelector("[data-stage]").dataset.stage !== request.dataset.stage) {
        location.replace(request.dataset.follow);
        return;
      }
      document.getElementById("left").textContent = fresh.getElementById("left").textContent;
    } else if (answer.status < 500) {
      location.replace(request.dataset.follow); // it says what became of the request
      return;
    }
  } catch {
    // Off line for a moment: the next look may succeed.
  }
  setTimeout(look, 1000 * request.dataset.every);
}

if (request) {
  setTimeout(look, 1000 * request.dataset.every);
}

// The stations as they are now: only rows that changed are exchanged, so that nothing else is read aloud.
const now = document.getElementById("now");
const lost = document.getElementById("lost");

function exchange(text) {
  const fresh = document.createElement("template");
  fresh.innerHTML = text;
  const [summary, board] = [now.querySelector("#summary"), now.querySelector("#board")];
  const told = fresh.content.querySelector("#summary").textContent;
  if (summary.textContent !== told) {
    summary.textContent = told;
  }
  const rows = [...fresh.content.querySelectorAll("#board > li")].map((row) => {
    const old = document.getElementById(row.id);
    return old && old.outerHTML === row.outerHTML ? old : row;
  });
  if (rows.length !== board.children.length || rows.some((row, place) => row !== board.children[place])) {
    board.replaceChildren(...rows);
  }
}

function follow() {
  const source = new EventSource(now.dataset.events);
  source.addEventListener("board", (event) => {
    lost.hidden = true;
    exchange(event.data);
  });
  source.addEventListener("ended", () => {
    source.close();
    location.reload();
  });
  source.addEventListener("error", () => {
    lost.hidden = false;
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(again, 10000);
    }
  });
}

// Not taken back: the session has ended, or too many pages watch.
async function again() {
  try {
    const answer = await fetch(now.dataset.check, { cache: "no-store", redirect: "manual" });
    if (answer.type === "opaqueredirect") {
      location.reload();
      return;
    }
    if (answer.ok) {
      exchange(await answer.text());
    }
  } catch {
    // Off line for a moment: the stream is tried again all the same.
  }
  follow();
}

if (now) {
  follow();
}

