package dev.countersign.service.content.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One answer of ListObjectsV2.
 *
 * @param objects in the order of their keys
 * @param more whether there are others behind them
 */
record ListedObjects(List<Listed> objects, boolean more) {
    private static final XMLInputFactory XML = xml();

    /** A key and when it was written. */
    record Listed(String key, Instant modified) {}

    private static XMLInputFactory xml() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /**
     * Reads the answer.
     *
     * @throws IOException when it is none
     */
    static ListedObjects parse(byte[] document) throws IOException {
        try {
            XMLStreamReader reader = XML.createXMLStreamReader(new ByteArrayInputStream(document));
            List<Listed> objects = new ArrayList<>();
            boolean more = false;
            String key = "";
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT) {
                    switch (reader.getLocalName()) {
                        case "Key" -> key = reader.getElementText();
                        case "LastModified" -> objects.add(new Listed(key, Instant.parse(reader.getElementText())));
                        case "IsTruncated" -> more = Boolean.parseBoolean(reader.getElementText());
                        default -> {
                            // Sizes, owners and whatever else a storage tells.
                        }
                    }
                }
            }
            return new ListedObjects(objects, more);
        } catch (XMLStreamException | DateTimeException e) {
            throw new IOException("the storage's list cannot be read", e);
        }
    }
}
