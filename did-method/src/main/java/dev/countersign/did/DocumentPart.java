package dev.countersign.did;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** One object of a DID document, taken out of it: it bears its absolute name and the document's context. */
public final class DocumentPart {
    private final DidUrl id;
    private final Optional<VerificationMethod> verificationMethod;
    private final ObjectNode source;

    DocumentPart(DidUrl id, Optional<VerificationMethod> verificationMethod, ObjectNode source) {
        this.id = id;
        this.verificationMethod = verificationMethod;
        this.source = source;
    }

    /** Returns its name. */
    public DidUrl id() {
        return id;
    }

    /**
     * Returns the verification method that it is; empty when it is another thing. That it is there says nothing about what
     * it may be used for, unless a purpose was asked for.
     */
    public Optional<VerificationMethod> verificationMethod() {
        return verificationMethod;
    }

    /** Returns it as UTF-8 JSON. */
    public byte[] toJson() {
        return Json.print(source);
    }

    ObjectNode source() {
        return source.deepCopy();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DocumentPart that && source.equals(that.source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return "DocumentPart[" + id + "]";
    }
}
