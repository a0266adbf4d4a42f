import { Describe, IsOneOf, IsText } from '@gateway/provider-kit';

/** Budgets: their limits are in `AUTH_TOKENS_FILE`. */
export class BudgetsSettings {
  @Describe(
    'Whether a client with a limit in dollars may use a model whose price is unknown: `allow`, at no cost, or ' +
      '`refuse`, with a 400; see `docs/budgets.md`.',
  )
  @IsOneOf(['allow', 'refuse'])
  UNPRICED: 'allow' | 'refuse' = 'allow';

  @Describe('Sentence for a client whose budget is used up, such as `ask platform@acme.example for more`.', {
    otherwise: 'none',
  })
  @IsText()
  BUDGET_CONTACT?: string;
}
