export interface NameReading {
  /** null when the cell holds no name. */
  name: string | null
  /** What stood beside the name: 户主, 已故, 曾用名王五. */
  note: string | null
  /** A sign that could not be written (? or a private character): names are compared with care. */
  hasUnknownSign: boolean
}

const none: NameReading = { name: null, note: null, hasUnknownSign: false }

/**
 * Reads a person's name: blanks inside Chinese names go, middle dots become one, notes in brackets or after the
 * name (（户主）, (已故), 死亡) are taken off. Traditional characters stay as written.
 */
export function readName(raw: string): NameReading {
  let text = raw
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad'"`]/g, '')
    .trim()
  const notes: string[] = []
  text = text.replace(/[([【{](.*?)[)\]】}]/g, (_, note: string) => {
    if (note.trim() !== '') notes.push(note.trim())
    return ''
  })
  text = text.replace(/[-—,，、:：]?(已故|已死亡|死亡|病故|去世|户主|已去世|已停发)$/, (_, note: string) => {
    notes.push(note)
    return ''
  })
  if (/[\u3400-\u9fff]/.test(text)) text = text.replace(/\s+/g, '')
  else text = text.replace(/\s+/g, ' ').trim()
  if (/[\u3400-\u9fff]/.test(text)) text = text.replace(/(?<=[\u3400-\u9fff])[.•・‧∙●*．･·](?=[\u3400-\u9fff])/g, '·')
  text = text.replace(/^[*★☆]+|[*★☆]+$/g, '')
  if (text === '' || /^([-—–_/\\.、*?？]+|无|空|暂无|不详|未知)$/.test(text)) return notes.length > 0 ? { ...none, note: notes.join('；') } : none
  return { name: text, note: notes.length > 0 ? notes.join('；') : null, hasUnknownSign: /[?？□\ue000-\uf8ff\ufffd]/.test(text) }
}

/** Does this text look like a Chinese person's name? For finding out what a column holds. */
export function looksLikeName(text: string): boolean {
  const bare = text.replace(/\s+/g, '')
  return /^[\u3400-\u9fff]{2,4}$|^[\u3400-\u9fff]+·[\u3400-\u9fff·]+$/u.test(bare) && surnames.has(bare[0]!)
}

const surnames = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由苻欧诸葛司马上官慕容令狐皇甫夏侯东方'.split(
    '',
  ),
)
