package dev.countersign.samples.bot;

import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;

/** Who the bot is: a machine client that an administrator registered for CIBA. */
public record Credentials(String clientId, String clientSecret) {
    ClientAuthentication authentication() {
        return new ClientSecretBasic(id(), new Secret(clientSecret));
    }

    ClientID id() {
        return new ClientID(clientId);
    }

    @Override
    public String toString() {
        return "Credentials of " + clientId;
    }
}
