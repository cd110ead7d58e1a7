const database = 'packetwalk'
const table = 'drafts'
const key = 'last'

/** The text as it was last left, for the next visit. Where the browser keeps nothing, nothing is lost but that. */
export async function readDraft(): Promise<string | undefined> {
  try {
    const value = await request((drafts) => drafts.get(key), 'readonly')
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}

export async function writeDraft(text: string): Promise<void> {
  try {
    await request((drafts) => drafts.put(text, key), 'readwrite')
  } catch {
    // Private windows and full disks refuse; the page goes on without.
  }
}

function request(ask: (drafts: IDBObjectStore) => IDBRequest, mode: IDBTransactionMode): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(database, 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore(table)
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const asked = ask(opening.result.transaction(table, mode).objectStore(table))
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(asked.error)
    }
  })
}
