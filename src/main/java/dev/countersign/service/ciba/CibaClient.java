package dev.countersign.service.ciba;

import com.nimbusds.jose.JWSAlgorithm;
import dev.countersign.service.consent.PurposeName;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a machine client uses CIBA: the registration members of OpenID CIBA Core 1.0 section 4, and what it may ask for.
 *
 * @param clientId of the {@link dev.countersign.service.access.MachineClient} that this belongs to
 * @param notificationEndpoint for ping and push
 * @param requestSigning the one algorithm of its authentication requests; when there is one, unsigned requests are refused
 * @param purposes what it may ask for; the first is meant when a request names none
 */
public record CibaClient(
        String clientId,
        DeliveryMode mode,
        Optional<URI> notificationEndpoint,
        Optional<JWSAlgorithm> requestSigning,
        Profile profile,
        Set<Option> options,
        List<PurposeName> purposes) {
    /** Copies the collections. */
    public CibaClient {
        options = Set.copyOf(options);
        purposes = List.copyOf(purposes);
    }

    /** Which rules hold beside those of CIBA Core. */
    public enum Profile {
        /** None. */
        PLAIN,
        /** FAPI-CIBA: signed requests, no secrets, no push, a context that is unique to the request. */
        FAPI
    }

    /** What else may be said of a client. */
    public enum Option {
        /** It sends the customer's user code ({@code backchannel_user_code_parameter}). */
        USER_CODE,
        /**
         * A request without a {@code binding_message} or {@code authorization_details} is refused. Without this, what makes a
         * request unique is the code that we draw, return to the client and show on the phone.
         */
        BINDING_MESSAGE_REQUIRED
    }

    /** Returns whether the profile is FAPI-CIBA. */
    public boolean fapi() {
        return profile == Profile.FAPI;
    }

    /** Returns whether this is said of it. */
    public boolean has(Option option) {
        return options.contains(option);
    }
}
