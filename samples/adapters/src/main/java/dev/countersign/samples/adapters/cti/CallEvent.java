package dev.countersign.samples.adapters.cti;

import dev.countersign.protocol.MalformedInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What a telephone system says of a call (ECMA-323, CSTA III in XML). */
sealed interface CallEvent {
    /** A namespace of ECMA-323 begins so; the edition follows. */
    String NAMESPACE = "http://www.ecma-international.org/standards/ecma-323/csta/ed";

    /** Somebody took a call. */
    record Established(String call, String answering, String calling) implements CallEvent {}

    /** A call is over. */
    record Cleared(String call) implements CallEvent {}

    /** Something else: nothing to do. */
    record Other() implements CallEvent {}

    /**
     * Reads one.
     *
     * @throws MalformedInputException when it is not XML of ECMA-323, or lacks a device; document types are refused
     */
    static CallEvent parse(byte[] xml) {
        Document document = document(xml);
        String namespace = String.valueOf(document.getDocumentElement().getNamespaceURI());
        if (!namespace.startsWith(NAMESPACE)) {
            throw malformed("namespace");
        }
        return switch (document.getDocumentElement().getLocalName()) {
            case "EstablishedEvent" ->
                new Established(
                        text(document, "establishedConnection", "callID"),
                        text(document, "answeringDevice", "deviceIdentifier"),
                        text(document, "callingDevice", "deviceIdentifier"));
            case "ConnectionClearedEvent" -> new Cleared(text(document, "droppedConnection", "callID"));
            default -> new Other();
        };
    }

    private static Document document(byte[] xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            // No entities of strangers: neither files nor addresses inside are read for them.
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(xml));
        } catch (SAXException | IOException e) {
            throw new MalformedInputException("ECMA-323: not XML, or with a document type", e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's parser knows these features", e);
        }
    }

    private static String text(Document document, String parent, String child) {
        NodeList parents = document.getElementsByTagNameNS("*", parent);
        if (parents.getLength() == 1 && parents.item(0) instanceof org.w3c.dom.Element element) {
            NodeList children = element.getElementsByTagNameNS("*", child);
            String text = children.getLength() == 0
                    ? ""
                    : children.item(0).getTextContent().strip();
            if (!text.isEmpty()) {
                return text;
            }
        }
        throw malformed(parent + "/" + child);
    }

    private static MalformedInputException malformed(String what) {
        return new MalformedInputException("ECMA-323: " + what + " (expected: present, once)");
    }
}
