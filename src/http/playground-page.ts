import { examples } from './examples.js'

/**
 * Starts GraphiQL in the page. A link may bring an operation along: `/graphql?query=...&variables=...&operationName=...`
 * opens a tab with it, and leaves it to the person to run it.
 */
export const START_SCRIPT = `
const link = new URLSearchParams(location.search)
const query = link.get('query') || undefined
const variables = (query && link.get('variables')) || undefined
const operationName = (query && link.get('operationName')) || undefined

const examples = ${JSON.stringify(examples.map((query) => ({ query })))}
const explorer = GraphiQLPluginExplorer.explorerPlugin()

function Playground() {
  // What the link chose holds as long as its query is shown as it came: GraphiQL would run it in all tabs.
  const [chosen, setChosen] = React.useState(operationName)
  return React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: '/graphql' }),
    plugins: [explorer],
    query,
    variables,
    operationName: chosen,
    onTabChange: ({ tabs, activeTabIndex }) =>
      setChosen(tabs[activeTabIndex].query === query ? operationName : undefined),
    defaultTabs: query ? [{ query, variables }, ...examples] : examples,
    defaultEditorToolsVisibility: variables ? 'variables' : false,
  })
}
ReactDOM.createRoot(document.getElementById('playground')).render(React.createElement(Playground))
`

/**
 * GraphiQL lays everything out side by side, which leaves the result a hand's breadth of a phone's screen. There it stands
 * below the query instead, over the whole width; the buttons of the sidebar are a row at the bottom.
 */
const STYLE = `
html, body, #playground { height: 100%; margin: 0 }
@media (max-width: 700px) {
  #playground { height: 100dvh }
  .graphiql-container { flex-direction: column-reverse }
  .graphiql-container .graphiql-sidebar { flex-direction: row; flex-shrink: 0; width: auto; padding: 0 var(--px-8) }
  .graphiql-container .graphiql-main { flex-direction: column; min-height: 0 }
  .graphiql-container .graphiql-sessions { margin: 0; min-height: 0; border-radius: 0 }
  .graphiql-container #graphiql-session { flex-direction: column; min-height: 0; padding: 0 }
  .graphiql-container .graphiql-editors, .graphiql-container .graphiql-response { min-height: 0 }
  .graphiql-container .graphiql-query-editor { padding: var(--px-8); column-gap: var(--px-8) }
  .graphiql-container .graphiql-plugin { border-left: 0 }
  .graphiql-horizontal-drag-bar, .graphiql-container .graphiql-logo { display: none }
}
`

/** The page, which loads the files at these addresses. */
export function pageWith(files: { scripts: readonly string[]; styles: readonly string[]; licences: string }): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Batchboard</title>
    <link rel="icon" href="data:,">
    <link rel="license" href="${files.licences}">
    ${files.styles.map((url) => `<link rel="stylesheet" href="${url}">`).join('\n    ')}
    <style>${STYLE}</style>
  </head>
  <body>
    <div id="playground"></div>
    ${files.scripts.map((url) => `<script src="${url}"></script>`).join('\n    ')}
  </body>
</html>
`
}
