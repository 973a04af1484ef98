package dev.countersign.service.issuance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.countersign.protocol.openid4vci.CredentialError;
import dev.countersign.protocol.openid4vci.CredentialRequest;
import dev.countersign.protocol.openid4vci.CredentialResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Answers a credential request (OpenID4VCI section 8): as many copies as keys were proven, each with a status of its own.
 *
 * <p>Proofs are verified first, outside any transaction. Then, in one transaction, the nonce is used up, the credential
 * of the offer is claimed, signed and recorded: two requests at once get it once, and when we stop in between, nothing
 * happened and the wallet may ask again.
 */
@ApplicationScoped
public class IssueCredential {
    private final CredentialTypes types;
    private final ProvenKeys provenKeys;
    private final RecordIssuance record;

    IssueCredential(CredentialTypes types, ProvenKeys provenKeys, RecordIssuance record) {
        this.types = types;
        this.provenKeys = provenKeys;
        this.record = record;
    }

    /**
     * Issues.
     *
     * @param token what the request's access token is good for
     * @param json the request's body; untrusted
     * @throws CredentialRefusedException with the error of the standard
     */
    public CredentialResponse issue(Offers.Redeemed token, JsonNode json) {
        CredentialRequest request = read(json, token.offer().copies());
        CredentialType type = typeOf(request.wanted(), token);
        ProvenKeys.Proven proven = provenKeys.verify(request.proofs());
        RecordIssuance.Issued issued = record.record(token.offer(), type, proven);
        List<JsonNode> credentials =
                issued.credentials().stream().<JsonNode>map(TextNode::valueOf).toList();
        return new CredentialResponse.Issued(credentials, Optional.of(issued.notificationId()));
    }

    private static CredentialRequest read(JsonNode json, int batchSize) {
        CredentialRequest.Reading reading = CredentialRequest.read(json, batchSize);
        if (reading instanceof CredentialRequest.Understood understood) {
            return understood.request();
        }
        CredentialRequest.Refused refused = (CredentialRequest.Refused) reading;
        throw new CredentialRefusedException(refused.error(), refused.description());
    }

    private CredentialType typeOf(CredentialRequest.Wanted wanted, Offers.Redeemed token) {
        // 8.2: identifiers exactly when the token response gave some.
        if (wanted instanceof CredentialRequest.ByIdentifier by) {
            return offered(by.identifier(), token)
                    .filter(type -> token.identifiers())
                    .orElseThrow(() -> new CredentialRefusedException(
                            CredentialError.UNKNOWN_CREDENTIAL_IDENTIFIER,
                            "credential_identifier is not one of the token"));
        }
        if (token.identifiers()) {
            throw new CredentialRefusedException(
                    CredentialError.INVALID_CREDENTIAL_REQUEST, "the token has credential_identifiers: use one");
        }
        return offered(((CredentialRequest.ByConfiguration) wanted).configurationId(), token)
                .orElseThrow(() -> new CredentialRefusedException(
                        CredentialError.UNKNOWN_CREDENTIAL_CONFIGURATION, "the configuration was not offered"));
    }

    private Optional<CredentialType> offered(String id, Offers.Redeemed token) {
        return types.find(id).filter(type -> token.offer().types().contains(id));
    }
}
