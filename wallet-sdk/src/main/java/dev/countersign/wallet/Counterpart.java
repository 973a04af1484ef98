package dev.countersign.wallet;

import java.net.URI;

/** An organisation that is asked, and the key by which this wallet is known there. */
record Counterpart(Enrolment enrolment, HolderKey key) {
    /** Returns where its log is. */
    URI log() {
        return OrganisationLog.addressFor(enrolment.base());
    }
}
