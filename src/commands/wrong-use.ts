import type { CommanderError } from 'commander'

/** What commander says in English of wrong use, in a sentence for whoever typed it. */
export function wrongUse({ code, message }: CommanderError): string {
  const named = /'([^']+)'/.exec(message)?.[1] ?? ''
  if (code === 'commander.invalidArgument') {
    const [, option = '', , said = ''] = /^error: (?:option '(-\S+).*?')?(.*?) is invalid(?: for argument '[^']*')?\. (.*)$/s.exec(message) ?? []
    return `${option === '' ? '' : `选项“${option}”不对：`}${said}。`
  }
  if (code === 'commander.unknownCommand') return `没有“${named}”这个命令。`
  if (code === 'commander.missingArgument') return `缺少参数“${named}”。`
  if (code === 'commander.unknownOption') return `没有“${named}”这个选项。`
  if (code === 'commander.missingMandatoryOptionValue' || code === 'commander.optionMissingArgument') return `选项“${named}”要写值。`
  if (code === 'commander.excessArguments') return '参数太多。'
  return '用法不对。'
}
