// natural ships types for its main entry only, and the main entry loads databases that are not wanted here.
declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
  const porter: { stem(word: string): string }
  export default porter
}
declare module 'natural/lib/natural/tfidf/tfidf.js' {
  export default class TfIdf {
    addDocument(words: string[]): void
    idf(word: string): number
  }
}
