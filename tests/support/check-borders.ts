import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser'
import { featureOrder } from './feature-order.ts'

const rules: NonNullable<IConfiguration['forbidden']> = [
  { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  { name: 'domain-is-pure', severity: 'error', from: { path: '^src/domain/' }, to: { pathNot: '^src/domain/', dependencyTypesNot: ['npm-dev'], path: '.' } },
  { name: 'platform-knows-no-feature', severity: 'error', from: { path: '^src/platform/' }, to: { path: '^src/(features|ui|web|commands|sample-town)' } },
  { name: 'ui-knows-no-feature', severity: 'error', from: { path: '^src/ui/' }, to: { path: '^src/(features|web|commands|platform/(?!http/endpoint))' } },
  {
    name: 'server-never-imports-pages',
    severity: 'error',
    from: { path: '^src/(?!web/|ui/|features/[^/]+/web/)' },
    to: { path: '^src/(ui|web)/|^src/features/[^/]+/web/' },
  },
  {
    name: 'pages-see-contracts-only',
    severity: 'error',
    from: { path: '^src/features/([^/]+)/web/' },
    to: { path: '^src/(features|platform)/', pathNot: '^src/features/$1/web/|^src/features/[^/]+/contract\\.ts$|^src/platform/http/endpoint\\.ts$' },
  },
  { name: 'duckdb-behind-its-doors', severity: 'error', from: { pathNot: '^src/platform/(lake|engine)/' }, to: { path: '@duckdb' } },
  {
    name: 'workbook-libraries-behind-files',
    severity: 'error',
    from: { pathNot: '^src/platform/files/|^bench/' },
    to: { path: '(^|/)(hucre|@e965/xlsx|mammoth|word-extractor|unpdf)(/|$)' },
  },
  {
    name: 'sample-town-does-not-know-the-catalogue',
    severity: 'error',
    from: { path: '^src/sample-town/' },
    to: { path: '^src/(?!sample-town/|domain/|platform/files/|platform/problems)|^catalog/' },
  },
  { name: 'no-drawers', severity: 'error', from: {}, to: { path: '/(utils|helpers|misc|common|types)[.]tsx?$' } },
  ...featureOrder.map((feature, at) => ({
    name: `${feature}-imports-only-earlier-features`,
    severity: 'error' as const,
    from: { path: `^src/features/${feature}/` },
    to: {
      path: '^src/features/',
      pathNot: [`^src/features/${feature}/`, ...featureOrder.slice(0, at).map((earlier) => `^src/features/${earlier}/(index|contract)\\.ts$`)].join('|'),
    },
  })),
]

const options = {
  tsPreCompilationDeps: true,
  doNotFollow: { path: 'node_modules' },
  moduleSystems: ['es6'] as const,
  exclude: { path: '^dist/' },
  enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js'], exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
}

const result = await cruise(['src'], { ...options, moduleSystems: ['es6'], validate: true, ruleSet: { forbidden: rules } })
const { summary } = result.output as ICruiseResult
// With a parser missing the tool sees no module and is content; so few modules are an error.
const leastModules = 60
for (const violation of summary.violations) process.stdout.write(`${violation.rule.name}: ${violation.from} → ${violation.to}\n`)
if (summary.totalCruised < leastModules) process.stdout.write(`only ${summary.totalCruised} modules were read\n`)
process.exit(summary.violations.length === 0 && summary.totalCruised >= leastModules ? 0 : 1)
