"""Checks that need no eyes: names and roles as Chromium computes them, contrast as WCAG 2.2 defines it."""

# Roles that have to have a name for whoever does not see them.
NAMED = {
    "button", "link", "checkbox", "radio", "textbox", "searchbox", "combobox", "listbox", "spinbutton", "dialog", "navigation", "region", "log",
    "form", "search", "group", "radiogroup", "list", "image", "Date", "DateTime", "InputTime",
}
# Lists of what is self-explanatory, and groupings that come from the markup alone.
MAY_BE_NAMELESS = {"list", "group", "form", "search", "image"}


def tree(browser):
    return browser.cdp("Accessibility.getFullAXTree")["nodes"]


def value(node, name):
    return (node.get(name) or {}).get("value")


def nameless(browser):
    """Controls and landmarks without an accessible name."""
    found = []
    for node in tree(browser):
        role = value(node, "role")
        if node.get("ignored") or role not in NAMED or value(node, "name"):
            continue
        focusable = any(p["name"] == "focusable" and p["value"].get("value") for p in node.get("properties", []))
        if role in MAY_BE_NAMELESS and not focusable:
            continue
        found.append(role)
    return found


def landmarks(browser):
    return sorted(value(n, "role") for n in tree(browser) if not n.get("ignored") and value(n, "role") in ("banner", "main", "navigation", "search"))


STRUCTURE = """
const found = [];
const seen = e => e.checkVisibility({ visibilityProperty: true });
const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
for (const id of new Set(ids)) if (ids.filter(x => x === id).length > 1) found.push(`id ${id} twice`);
for (const name of ['aria-labelledby', 'aria-describedby', 'aria-controls'])
  for (const e of document.querySelectorAll(`[${name}]`))
    for (const id of e.getAttribute(name).split(/\\s+/)) if (id && !document.getElementById(id)) found.push(`${name} ${id} leads nowhere`);
const levels = [...document.querySelectorAll('h1, h2, h3, h4')].filter(seen).map(e => Number(e.tagName[1]));
levels.forEach((l, i) => { if (i && l > levels[i - 1] + 1) found.push(`heading ${l} after ${levels[i - 1]}`); });
if (document.querySelectorAll('h1').length && levels.filter(l => l === 1).length !== 1) found.push('not one h1');
if (!document.documentElement.lang) found.push('no language');
for (const e of document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')) {
  if (!seen(e) || e.closest('label')) continue;
  const box = e.getBoundingClientRect();
  if (box.width < 24 || box.height < 24) {
    if (e.matches('.link, .skip') || e.closest('p') || getComputedStyle(e).display === 'inline') continue;
    found.push(`target ${e.id || e.className || e.tagName} is ${Math.round(box.width)} x ${Math.round(box.height)}`);
  }
}
return found;
"""

CONTRAST = """
const canvas = new OffscreenCanvas(1, 1), pen = canvas.getContext('2d', { willReadFrequently: true });
const rgba = text => { pen.clearRect(0, 0, 1, 1); pen.fillStyle = text; pen.fillRect(0, 0, 1, 1); const d = pen.getImageData(0, 0, 1, 1).data; return [d[0], d[1], d[2], d[3] / 255]; };
const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
const light = c => { const [r, g, b] = c.slice(0, 3).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((m, n) => n - m); return (x + .05) / (y + .05); };
function ground(e) {
  const layers = [];
  for (let at = e; at; at = at.parentElement) { const c = rgba(getComputedStyle(at).backgroundColor); layers.push(c); if (c[3] === 1) break; if (at.matches('dialog, [popover]')) break; }
  return layers.reverse().reduce((under, top) => over(top, under), rgba(getComputedStyle(document.documentElement).colorScheme.includes('dark') && matchMedia('(prefers-color-scheme: dark)').matches ? '#121212' : '#fff'));
}
const opacity = e => { let o = 1; for (let at = e; at; at = at.parentElement) o *= Number(getComputedStyle(at).opacity); return o; };
const found = [];
let measured = 0;
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walk.nextNode()) {
  const e = walk.currentNode.parentElement;
  if (!walk.currentNode.data.trim() || e.closest('script, style, datalist, option, .unseen, .skip') || !e.checkVisibility({ visibilityProperty: true }) || e.closest(':disabled')) continue;
  const style = getComputedStyle(e), size = parseFloat(style.fontSize), large = size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700;
  const under = ground(e), svg = e.namespaceURI.includes('svg'), ink = rgba(svg ? style.fill : style.color);
  ink[3] *= opacity(e);
  const got = ratio(over(ink, under), under); measured++;
  if (got < (large ? 3 : 4.5)) found.push(`${got.toFixed(2)} “${walk.currentNode.data.trim().slice(0, 30)}” ${e.tagName}.${e.className.baseVal ?? e.className}`);
}
for (const e of document.querySelectorAll('input, textarea')) {
  if (!e.checkVisibility() || !e.placeholder) continue;
  const got = ratio(rgba(getComputedStyle(e, '::placeholder').color), ground(e)); measured++;
  if (got < 4.5) found.push(`${got.toFixed(2)} placeholder of ${e.id || e.name}`);
}
// What shows where a control is (WCAG 1.4.11): its border, or the line of its drawing.
for (const e of document.querySelectorAll('button svg, a svg, #line .axis, #line .dot, #line .now, .task .ring circle')) {
  if (!e.checkVisibility()) continue;
  const stroke = getComputedStyle(e).stroke, colour = rgba(stroke === 'none' ? getComputedStyle(e).fill : stroke), under = ground(e.closest('button, a, #line'));
  const got = ratio(over(colour, under), under); measured++;
  if (got < 3) found.push(`${got.toFixed(2)} drawing in ${e.closest('button, a, #line').id || e.closest('button, a, #line').className}`);
}
for (const e of document.querySelectorAll('input:not([type=radio]):not([type=checkbox]), select, textarea')) {
  if (!e.checkVisibility() || e.closest('#add')) continue;
  const got = ratio(rgba(getComputedStyle(e).borderTopColor), ground(e.parentElement)); measured++;
  if (got < 3) found.push(`${got.toFixed(2)} border of ${e.id || e.name}`);
}
return { found, measured };
"""
