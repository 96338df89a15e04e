import { proveTwentySeeds } from './sample-seeds.ts'

proveTwentySeeds('large')
