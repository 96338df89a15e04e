declare module 'word-extractor' {
  interface WordDocument {
    getBody(): string
    getTextboxes(): string
  }
  class WordExtractor {
    extract(source: Buffer): Promise<WordDocument>
  }
  export = WordExtractor
}
