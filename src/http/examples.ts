/** In the demo's data it is PENDING and can be assembled. */
const ASSIGNMENT_OF_THE_DEMO = 'assignment_13'

/**
 * What the playground opens on, a tab each. The queries ask for no id, so they have an answer whatever is in the database;
 * the mutation has to name an assignment.
 */
export const examples: readonly string[] = [
  `# Welcome to Batchboard.
# Press the triangle, or Ctrl-Enter, to run this.
# The book explains every field, and the folder
# builds a query by clicks. The other tabs hold
# more examples.

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
  `# What to do next for the first events: what to
# bake, and whether the lots hold enough for it;
# what to put together, in this order.
query Plan {
  events(first: 3) {
    nodes {
      name
      plan {
        bake {
          recipe {
            name
          }
          batches
          canBake
          shortages {
            ingredient {
              name
            }
            missing
            unit
          }
        }
        assemble {
          id
          recipient {
            name
          }
          package {
            name
          }
        }
      }
    }
  }
}
`,
  `# What to buy for all events from that day on,
# less what there is. Without a day: from today.
query Shopping {
  shoppingList(today: "2026-01-01") {
    events {
      name
    }
    lines {
      ingredient {
        name
      }
      needed
      onHand
      toBuy
      unit
      packages
      cost
    }
    cost
    gaps {
      ingredient {
        name
      }
      reason
    }
  }
}
`,
  `# Puts a package together. The id is one of the
# demo's; the Assembly tab shows those of other
# data. It succeeds once: an assignment goes from
# PENDING to ASSEMBLED to DELIVERED.
mutation Assemble {
  updatePackageStatus(
    input: {
      assignmentId: "${ASSIGNMENT_OF_THE_DEMO}"
      status: ASSEMBLED
    }
  ) {
    assignment {
      id
      recipient {
        name
      }
      package {
        name
      }
      status
      assembledAt
    }
  }
}
`,
]
