/**
 * What the playground opens on, a tab each. They ask for no id, so they have an answer whatever is in the database.
 */
export const examples: readonly string[] = [
  `# Welcome to Batchboard.
# Press the triangle, or Ctrl-Enter, to ask this.
# The other tabs hold more questions, and the
# book on the left explains every field.

# Every event at a glance: what is baked,
# packed and delivered, and what it costs.
query Dashboard {
  dashboardSummary {
    event {
      id
      name
      date
    }
    recipesComplete
    recipesTotal
    assignments {
      total
      pending
      assembled
      delivered
    }
    plannedCost
    actualCost
    isComplete
  }
}
`,
  `# What each event still needs, and which prices
# are missing from its planned cost.
query Progress {
  events(first: 10) {
    nodes {
      name
      date
      progress {
        recipes {
          recipe {
            name
          }
          batchesRequired
          batchesProduced
          batchesRemaining
          isComplete
          plannedCost
          actualCost
        }
        plannedCost
        actualCost
        costGaps {
          recipe {
            name
          }
          ingredient {
            name
          }
          reason
        }
      }
    }
  }
}
`,
  `# Who gets what at the first event, and whether
# each package can be assembled now.
query Assembly {
  events(first: 1) {
    nodes {
      name
      assignments(first: 50) {
        nodes {
          id
          recipient {
            name
          }
          package {
            name
          }
          quantity
          status
          assemblyCheck {
            canAssemble
            missingRecipes {
              recipe {
                name
              }
              batchesMissing
            }
          }
        }
      }
    }
  }
}
`,
]
