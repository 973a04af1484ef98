package dev.countersign.service.presentation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.consent.ConsentContext;
import dev.countersign.protocol.openid4vp.AuthorizationRequest;
import dev.countersign.protocol.openid4vp.ClientId;
import dev.countersign.protocol.openid4vp.ClientIdPrefix;
import dev.countersign.protocol.openid4vp.ClientMetadata;
import dev.countersign.protocol.openid4vp.EphemeralEncryptionKey;
import dev.countersign.protocol.openid4vp.RequestUriMethod;
import dev.countersign.protocol.openid4vp.ResponseMode;
import dev.countersign.protocol.openid4vp.ResponseUri;
import dev.countersign.protocol.openid4vp.State;
import dev.countersign.protocol.openid4vp.WalletInvocation;
import dev.countersign.protocol.sdjwt.Nonce;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.Random;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Begins a transaction: what is asked, under a fresh nonce and with a fresh key to encrypt the answer to. */
@ApplicationScoped
public class StartPresentation {
    private final Transactions transactions;
    private final Recipients recipients;
    private final RequestStyle style;
    private final PublicUrl publicUrl;
    private final Random random;

    StartPresentation(
            Transactions transactions, Recipients recipients, RequestStyle style, PublicUrl publicUrl, Random random) {
        this.transactions = transactions;
        this.recipients = recipients;
        this.style = style;
        this.publicUrl = publicUrl;
        this.random = random;
    }

    /**
     * Begins a transaction inside the caller's database transaction.
     *
     * @throws IllegalArgumentException when the recipient does not exist
     * @throws IllegalStateException when the profile needs a certificate and none is configured
     */
    public StartedPresentation start(PresentationRequest wanted) {
        recipients.named(wanted.recipient());
        // Two values that tell nothing of one another: what goes out cannot be used to act on our side.
        TransactionId id = new TransactionId(random.token());
        RequestId requestId = new RequestId(random.token());
        Asked asked = asked(wanted, requestId);
        transactions.add(
                id,
                new Transaction.Waiting(
                        requestId,
                        new Addressee(wanted.recipient(), wanted.reference()),
                        asked,
                        wanted.expiresAt(),
                        false));
        return new StartedPresentation(
                id, invocation(wanted.profile(), requestId, asked.request()).toUri());
    }

    private Asked asked(PresentationRequest wanted, RequestId requestId) {
        URI responseUri = publicUrl.resolve("/openid4vp/responses/" + requestId.value());
        ClientId clientId = style.clientId(wanted.profile(), responseUri);
        boolean signed = clientId.prefix() != ClientIdPrefix.REDIRECT_URI;
        // An unsigned request travels whole inside a QR code, and its key could be anybody's: it gets none.
        Optional<EphemeralEncryptionKey> key =
                signed ? Optional.of(EphemeralEncryptionKey.generate()) : Optional.empty();
        AuthorizationRequest request = new AuthorizationRequest(
                clientId,
                key.isPresent() ? ResponseMode.DIRECT_POST_JWT : ResponseMode.DIRECT_POST,
                ResponseUri.parse(responseUri.toString()),
                Nonce.parse(random.token()),
                Optional.of(State.parse(requestId.value())),
                wanted.query(),
                wanted.transactionData(),
                key.map(made -> ClientMetadata.encryptedTo(made.publicJwk())).orElseGet(ClientMetadata::unencrypted),
                signed ? verifierInfo(wanted) : List.of());
        return new Asked(request, key);
    }

    private static List<ObjectNode> verifierInfo(PresentationRequest wanted) {
        return wanted.consentContext()
                .map(data -> {
                    ObjectNode entry = Json.object().put("format", ConsentContext.FORMAT);
                    entry.set("data", data.deepCopy());
                    return List.of(entry);
                })
                .orElse(List.of());
    }

    private WalletInvocation invocation(WalletProfile profile, RequestId requestId, AuthorizationRequest request) {
        if (request.clientId().prefix() == ClientIdPrefix.REDIRECT_URI) {
            return new WalletInvocation.Unsigned(request);
        }
        return new WalletInvocation.ByReference(
                request.clientId().toString(),
                publicUrl.resolve("/openid4vp/requests/" + requestId.value()),
                // Our wallets send a nonce along, so that nobody can serve them yesterday's request object.
                profile == WalletProfile.OWN ? RequestUriMethod.POST : RequestUriMethod.GET);
    }
}
