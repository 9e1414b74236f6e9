"use strict";

// When the server has something else to show, it is fetched as a page without looks and script, and
// what differs is taken over: so the place that is being read stays in view.
const root = document.documentElement;
let wanted = root.dataset.shown;
let fetching = false;

const say = (words) => {
  document.getElementById("news").textContent = words;
};

const isSame = (one, other) => one && other && one.outerHTML === other.outerHTML;

function takePages(next) {
  const here = document.getElementById("pages");
  const there = next.getElementById("pages");
  here.className = there.className;
  const note = here.querySelector(".stale-note");
  if (note) note.remove();
  const newNote = there.querySelector(".stale-note");
  if (newNote) here.querySelector("h2").after(newNote);

  const figures = [...here.querySelectorAll("figure")];
  const newFigures = [...there.querySelectorAll("figure")];
  const changed = [];
  newFigures.forEach((newFigure, index) => {
    const figure = figures[index];
    const newImage = newFigure.querySelector("img");
    if (!figure) {
      newFigure.classList.add("changed");
      here.append(newFigure);
      changed.push(index + 1);
      return;
    }
    const image = figure.querySelector("img");
    const isChanged = image.getAttribute("src") !== newImage.getAttribute("src");
    for (const name of ["alt", "width", "height"]) image.setAttribute(name, newImage.getAttribute(name));
    figure.querySelector("figcaption").textContent = newFigure.querySelector("figcaption").textContent;
    if (isChanged) {
      image.src = newImage.getAttribute("src");
      changed.push(index + 1);
    }
    figure.classList.toggle("changed", isChanged);
  });
  figures.slice(newFigures.length).forEach((figure) => figure.remove());
  return changed;
}

function takeRegions(next) {
  const here = document.querySelector("aside");
  const there = next.querySelector("aside");
  if (!isSame(here, there)) here.replaceChildren(...there.childNodes);
  const heading = document.querySelector("h1");
  const newHeading = next.querySelector("h1");
  if (!isSame(heading, newHeading)) heading.replaceWith(newHeading);
  const link = next.querySelector("header a");
  if (link && !document.querySelector("header a")) {
    document.querySelector("header").append(link.parentElement);
  }
}

function summary(changed) {
  const errors = document.querySelectorAll("#findings .error").length;
  const pages = changed.length === 1 ? `Page ${changed[0]} changed.` : `Pages ${changed.join(", ")} changed.`;
  const parts = [];
  if (errors > 0) parts.push(errors === 1 ? "1 error." : `${errors} errors.`);
  if (changed.length > 0) parts.push(pages);
  return parts.join(" ") || "The findings changed.";
}

async function update() {
  if (fetching) return;
  fetching = true;
  try {
    while (wanted !== root.dataset.shown) {
      const asked = wanted;
      const answer = await fetch("/now", { cache: "no-store" });
      if (!answer.ok) throw new Error(answer.statusText);
      const next = new DOMParser().parseFromString(await answer.text(), "text/html");
      const shown = next.documentElement.dataset.shown;
      takeRegions(next);
      const changed = takePages(next);
      document.title = next.title;
      say(summary(changed));
      root.dataset.shown = shown;
      // What was fetched may be newer than what was told of so far.
      if (wanted === asked) wanted = shown;
    }
  } catch {
    say("The preview does not answer.");
  } finally {
    fetching = false;
  }
}

const events = new EventSource("/events");
events.onopen = () => root.classList.remove("ended");
events.onmessage = (event) => {
  wanted = event.data;
  update();
};
events.onerror = () => {
  root.classList.add("ended");
  say("The preview has ended. The page goes on when it is started again at this address.");
};
