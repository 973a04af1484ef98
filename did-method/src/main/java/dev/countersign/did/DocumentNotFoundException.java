package dev.countersign.did;

import java.io.IOException;

/** The host says that there is no such document. */
public final class DocumentNotFoundException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Makes one; the message is for operators. */
    public DocumentNotFoundException(String message) {
        super(message);
    }
}
