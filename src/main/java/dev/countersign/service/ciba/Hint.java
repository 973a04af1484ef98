package dev.countersign.service.ciba;

import dev.countersign.service.holder.CustomerNumber;
import dev.countersign.service.holder.PhoneNumber;

/** Who is meant, in the client's words. */
sealed interface Hint {
    /** The bank's own name for the customer. */
    record OwnNumber(CustomerNumber number) implements Hint {
        @Override
        public String toString() {
            return "OwnNumber";
        }
    }

    /** A telephone number. */
    record Phone(PhoneNumber phone) implements Hint {}

    /** The subject of an ID token that this client was given before. */
    record Subject(String subject) implements Hint {
        @Override
        public String toString() {
            return "Subject";
        }
    }

    /** Something that nobody is called by. */
    record Nobody() implements Hint {}
}
