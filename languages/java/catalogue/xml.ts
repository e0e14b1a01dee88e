/** javax.xml and org.xml.sax: who reads a stream to its end and closes it, and who leaves it open. */
import type { Behaviour, Family } from '../../../analysis/catalogue/model.ts';
import { methods } from './shared.ts';

/**
 * Parsers of the JDK close the stream that they read, also where the text is broken or a handler throws (measured with
 * JDK 17); the documentation of `InputSource` says that they may. Readers of StAX close it only at the end of a text
 * that is in order, so nothing is said of them. Sources and results hold a stream that they cannot close, so whoever
 * is handed one counts as closing it: transformations do that with what they read, not with what they write.
 */
export const xmlFamily: Family = {
  id: 'java.xml',
  language: 'java',
  checkedAgainst: [],
  sinks: [
    {
      call: [
        ...methods('javax.xml.parsers#DocumentBuilder', 'parse'),
        ...methods('javax.xml.parsers#SAXParser', 'parse'),
        ...methods('java.util#Properties', 'loadFromXML'),
      ],
      argument: 0,
      effect: 'releases',
    },
  ],
  behaviours: [
    gives('javax.xml.parsers#DocumentBuilderFactory.newInstance', 'javax.xml.parsers#DocumentBuilderFactory'),
    gives(
      'javax.xml.parsers#DocumentBuilderFactory::newDocumentBuilder',
      'javax.xml.parsers#DocumentBuilder',
    ),
    gives('javax.xml.parsers#SAXParserFactory.newInstance', 'javax.xml.parsers#SAXParserFactory'),
    gives('javax.xml.parsers#SAXParserFactory::newSAXParser', 'javax.xml.parsers#SAXParser'),
  ],
};

function gives(call: Behaviour['call'], type: string): Behaviour {
  return { call, returns: { type } };
}
