import { describe, expect, test } from 'vitest'
import { messageFor, ProblemError, readProblem } from './problem-error.ts'

describe('failures in words', () => {
  test("the server's own sentence wins over the usual one", () => {
    const problem = readProblem(422, JSON.stringify({ code: 'refused', title: '还不能报送', detail: '还差 6 处。' }))
    expect(messageFor(problem)).toEqual({ title: '还不能报送', detail: '还差 6 处。' })
  })

  test('a page of a proxy instead of an answer becomes a sentence, not markup', () => {
    expect(messageFor(readProblem(502, '<html>Bad Gateway</html>')).title).toBe('正忙')
    expect(messageFor(readProblem(500, '')).title).toBe('出了意外')
  })

  test('a code that this page does not know still says something', () => {
    const problem = readProblem(418, JSON.stringify({ code: 'teapot' }))
    expect(messageFor(problem).detail).not.toBe('')
  })

  test('an error of the program itself never shows its English words', () => {
    expect(messageFor(new TypeError('x is undefined')).title).toBe('出了意外')
  })

  test('without a network it says that what was typed is kept', () => {
    expect(messageFor(new ProblemError({ code: 'offline' })).detail).toContain('写的内容存在')
  })

  test('what is wrong with each field is found by its path', () => {
    const problem = readProblem(400, JSON.stringify({ code: 'bad_input', extra: { issues: [{ path: 'town', message: '请写镇名' }] } }))
    expect(problem.fields).toEqual({ town: '请写镇名' })
    expect(new ProblemError({ code: 'bad_input' }).fields).toEqual({})
  })
})
