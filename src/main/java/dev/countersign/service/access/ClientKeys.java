package dev.countersign.service.access;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.auth.verifier.ClientCredentialsSelector;
import com.nimbusds.oauth2.sdk.auth.verifier.Context;
import com.nimbusds.oauth2.sdk.auth.verifier.ExpendedJTIChecker;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.JWTID;
import java.security.PublicKey;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the OAuth library the keys of a client and which of its assertions were used. */
final class ClientKeys implements ClientCredentialsSelector<MachineClient>, ExpendedJTIChecker<MachineClient> {
    private final MachineClients clients;

    ClientKeys(MachineClients clients) {
        this.clients = clients;
    }

    @Override
    public List<Secret> selectClientSecrets(
            ClientID client, ClientAuthenticationMethod method, @Nullable Context<MachineClient> context) {
        // Secrets are stored as hashes; assertions made with them are not accepted.
        return List.of();
    }

    @Override
    public List<? extends PublicKey> selectPublicKeys(
            ClientID client,
            ClientAuthenticationMethod method,
            @Nullable JWSHeader header,
            boolean forceRefresh,
            @Nullable Context<MachineClient> context) {
        return clients.find(client.getValue())
                .flatMap(MachineClient::keys)
                // A certificate has no header; any key may be in it.
                .map(keys -> header == null ? keys.publicKeys() : keys.forSignature(header))
                .orElse(List.of());
    }

    @Override
    public boolean isExpended(
            JWTID jti, ClientID client, ClientAuthenticationMethod method, @Nullable Context<MachineClient> context) {
        // Decided by markExpended, in one step: two uses at once must not both pass.
        return false;
    }

    @Override
    public void markExpended(
            JWTID jti,
            Date expires,
            ClientID client,
            ClientAuthenticationMethod method,
            @Nullable Context<MachineClient> context) {
        if (!clients.use(client.getValue(), jti.getValue(), expires.toInstant())) {
            throw new UsedAssertionException();
        }
    }

    /** The assertion was used before: somebody has copied it. */
    static final class UsedAssertionException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UsedAssertionException() {
            super("RFC 7523 3: the assertion was used before");
        }
    }
}
