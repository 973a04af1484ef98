package dev.countersign.protocol.openid4vp;

import dev.countersign.protocol.Dependency;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.sdjwt.VerifiedCredential;
import dev.countersign.protocol.statuslist.CredentialStatus;
import dev.countersign.protocol.statuslist.StatusLists;
import dev.countersign.protocol.statuslist.StatusReference;

/** Asks whether a credential still holds (Token Status List section 8.3). A credential without status never lapses so. */
final class StatusCheck {
    private final StatusLists lists;

    StatusCheck(StatusLists lists) {
        this.lists = lists;
    }

    Verification<VerifiedCredential> check(VerifiedCredential credential) {
        if (!credential.status().isPresent()) {
            return Verification.verified(credential);
        }
        StatusReference reference = credential.status().get();
        StatusLists.Lookup lookup = lists.find(reference.uri());
        if (lookup instanceof StatusLists.Found found) {
            return found.token().statusAt(reference.index()).then(status -> judge(status, credential));
        }
        return Verification.undecided(Dependency.STATUS_LIST, ((StatusLists.Unavailable) lookup).retryAfter());
    }

    private static Verification<VerifiedCredential> judge(CredentialStatus status, VerifiedCredential credential) {
        return switch (status) {
            case VALID -> Verification.verified(credential);
            case INVALID -> Verification.rejected(RejectionReason.REVOKED, "Token Status List 7.1: INVALID");
            case SUSPENDED -> Verification.rejected(RejectionReason.SUSPENDED, "Token Status List 7.1: SUSPENDED");
            case OTHER ->
                Verification.rejected(
                        RejectionReason.STATUS_INVALID, "Token Status List 7.1: a value that is not known here");
        };
    }
}
