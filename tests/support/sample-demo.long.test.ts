import { proveTwentySeeds } from './sample-seeds.ts'

await proveTwentySeeds('demo')
