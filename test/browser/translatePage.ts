/**
 * Does what a browser does to a page that it translates, now and after every later change: replaces each text
 * node with elements that have their own text (as Chrome does). The words stay the same, so that tests can
 * read them.
 *
 * @returns a function that stops it
 */
export function translatePage(): () => void {
  const observer = new MutationObserver((records) => {
    for (const { addedNodes, target } of records) for (const node of [...addedNodes, target]) translate(node)
  })
  observer.observe(document.body, { childList: true, characterData: true, subtree: true })
  translate(document.body)
  return () => observer.disconnect()
}

function translate(root: Node) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const texts: Node[] = root.nodeType === Node.TEXT_NODE ? [root] : []
  while (walker.nextNode()) texts.push(walker.currentNode)
  for (const text of texts) {
    const parent = text.parentElement
    const words = text.nodeValue ?? ''
    if (!parent || words.trim() === '' || parent.matches(UNTRANSLATED)) continue
    const inner = document.createElement('font')
    inner.append(words)
    const outer = document.createElement('font')
    outer.append(inner)
    text.parentNode?.replaceChild(outer, text)
  }
}

// user-event finds options by their markup.
const UNTRANSLATED = 'font, option, script, style, textarea, [translate="no"], [translate="no"] *'
