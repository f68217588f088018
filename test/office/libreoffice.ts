import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const SOFFICE = process.env.YAKKAN_SOFFICE ?? '/usr/bin/soffice'

/** Why tests with LibreOffice do not run on this machine; null when they do. */
export const WITHOUT_OFFICE = existsSync(SOFFICE)
  ? null
  : `there is no LibreOffice at ${SOFFICE} (apt-get install libreoffice-writer)`

/** Opens a file unseen, settles all its tracked changes by a command of Writer, and stores the text. */
const MACRO = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Settle(command As String, source As String, target As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = &quot;Hidden&quot;
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, &quot;_blank&quot;, 0, hidden())
  dispatcher = createUnoService(&quot;com.sun.star.frame.DispatchHelper&quot;)
  dispatcher.executeDispatch(document.CurrentController.Frame, command, &quot;&quot;, 0, Array())
  Dim text(1) As New com.sun.star.beans.PropertyValue
  text(0).Name = &quot;FilterName&quot;
  text(0).Value = &quot;Text (encoded)&quot;
  text(1).Name = &quot;FilterOptions&quot;
  text(1).Value = &quot;UTF8,LF&quot;
  document.storeToURL(target, text())
  document.close(True)
End Sub
</script:module>
`

/** LibreOffice with a profile of its own, which is deleted at the end. */
export class LibreOffice {
  private constructor(private readonly folder: string) {}

  static async open(): Promise<LibreOffice> {
    const office = new LibreOffice(mkdtempSync(join(tmpdir(), 'yakkan-office-')))
    // A profile is made when the program starts for the first time; a macro put there before would be overwritten.
    await office.run('--terminate_after_init')
    writeFileSync(join(office.folder, 'user', 'basic', 'Standard', 'Module1.xba'), MACRO)
    return office
  }

  /** The text of a Word file with all its tracked changes accepted, or rejected, as Writer shows it. */
  async settled(content: Uint8Array, how: 'Accept' | 'Reject'): Promise<string> {
    const [source, target] = [join(this.folder, 'source.docx'), join(this.folder, 'target.txt')]
    writeFileSync(source, content)
    const words = [`.uno:${how}AllTrackedChanges`, pathToFileURL(source).href, pathToFileURL(target).href]
    await this.run(`macro:///Standard.Module1.Settle(${words.map((w) => `"${w}"`).join(',')})`)
    const text = readFileSync(target, 'utf8')
    rmSync(target)
    return text
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  private async run(...words: string[]): Promise<void> {
    const profile = `-env:UserInstallation=${pathToFileURL(this.folder).href}`
    await promisify(execFile)(SOFFICE, [profile, '--headless', '--norestore', ...words])
  }
}
