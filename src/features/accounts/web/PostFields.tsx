import { Field, SelectInput } from '#src/ui/Field.tsx'
import { fieldRoles, roleChoices, townOf, type Division, type Role } from './account-words.ts'

interface PostFieldsProps {
  role: Role
  division: string
  divisions: readonly Division[]
  onChange: (part: { role?: Role; division?: string }) => void
}

/** Which post, and for the posts of a community which community. */
export function PostFields({ role, division, divisions, onChange }: PostFieldsProps) {
  const communities = divisions.filter((each) => each.code !== townOf(divisions))
  return (
    <>
      <Field label="岗位" layout="left">
        {(ids) => <SelectInput {...ids} value={role} options={roleChoices} onChange={(value) => onChange({ role: value as Role })} />}
      </Field>
      {fieldRoles.includes(role) ? (
        <Field label="社区" layout="left">
          {(ids) => (
            <SelectInput
              {...ids}
              value={division}
              placeholder="请选"
              options={communities.map((each) => ({ value: each.code, title: each.name }))}
              onChange={(value) => onChange({ division: value })}
            />
          )}
        </Field>
      ) : null}
    </>
  )
}
