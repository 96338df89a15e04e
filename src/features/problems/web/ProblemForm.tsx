import { MoneyForm, ProofForm, StopForm } from './MoneyForms.tsx'
import { CampaignForm } from './CampaignForm.tsx'
import { ReturnForm, RevokeForm, SearchForm, SendBackForm, SourceForm, TransferForm, TransferReceiptForm } from './OfficeForms.tsx'
import { CauseForm, EndWaitForm, ExtendForm, MeasureForm, OwnerForm, PlanForm, WaitForm, type FormProps } from './PlanForms.tsx'

export type FormKey =
  | 'plan'
  | 'cause'
  | 'measure'
  | 'owner'
  | 'wait'
  | 'end_wait'
  | 'extend'
  | 'ask_extension'
  | 'money'
  | 'stop'
  | 'proof'
  | 'send_back'
  | 'revoke'
  | 'transfer'
  | 'transfer_receipt'
  | 'return_closed'
  | 'search'
  | 'source'
  | 'campaign'

/** The form that is open on the problem's page. */
export function ProblemForm({ form, role, ...props }: FormProps & { form: FormKey; role: string }) {
  switch (form) {
    case 'plan':
      return <PlanForm {...props} />
    case 'cause':
      return <CauseForm {...props} />
    case 'measure':
      return <MeasureForm {...props} />
    case 'owner':
      return <OwnerForm {...props} />
    case 'wait':
      return <WaitForm {...props} />
    case 'end_wait':
      return <EndWaitForm {...props} />
    case 'extend':
      return <ExtendForm {...props} isAsking={false} />
    case 'ask_extension':
      return <ExtendForm {...props} isAsking />
    case 'money':
      return <MoneyForm {...props} role={role} />
    case 'stop':
      return <StopForm {...props} />
    case 'proof':
      return <ProofForm {...props} />
    case 'send_back':
      return <SendBackForm {...props} />
    case 'revoke':
      return <RevokeForm {...props} />
    case 'transfer':
      return <TransferForm {...props} role={role} />
    case 'transfer_receipt':
      return <TransferReceiptForm {...props} />
    case 'return_closed':
      return <ReturnForm {...props} />
    case 'search':
      return <SearchForm {...props} />
    case 'campaign':
      return <CampaignForm {...props} />
    case 'source':
      return <SourceForm {...props} />
  }
}
