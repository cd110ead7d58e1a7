import { useWords } from '../derived.ts'
import { Icon } from '../ui/Icon.tsx'
import { LabInput } from './LabInput.tsx'
import { LabRow } from './LabRow.tsx'
import { fieldText, useLab } from './useLab.ts'

const path = ['dns', 'records'] as const
const types = ['A', 'AAAA', 'CNAME'] as const

/** What the DNS server outside answers: where the name of an ExternalName leads. */
export function LabRecords() {
  const { t } = useWords()
  const lab = useLab()
  const records = lab.list(path)
  const add = () =>
    lab.set([...path, records.length], { name: 'my.database.example.com', type: 'A', value: '198.51.100.53' })
  return (
    <section aria-label={t('labRecords')}>
      <h2>{t('labRecords')}</h2>
      <ul>
        {records.map((record, index) => {
          const name = fieldText(record, 'name')
          const set = (field: string) => (value: string) => lab.set([...path, index, field], value)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place in the text
            <LabRow key={index} name={name} remove={() => lab.set([...path, index], undefined)}>
              <LabInput label={t('labName')} value={name} set={set('name')} />
              <select
                aria-label={t('labType')}
                value={fieldText(record, 'type')}
                onChange={(event) => set('type')(event.target.value)}
              >
                {types.map((type) => (
                  <option key={type}>{type}</option>
                ))}
              </select>
              <LabInput label={t('labValue')} value={fieldText(record, 'value')} set={set('value')} />
            </LabRow>
          )
        })}
      </ul>
      <button type="button" className="boxed" onClick={add}>
        <Icon name="plus" size={12} /> {t('labAddRecord')}
      </button>
    </section>
  )
}
