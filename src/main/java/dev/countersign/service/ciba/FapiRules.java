package dev.countersign.service.ciba;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.SignedJWT;
import dev.countersign.service.access.MachineClient;
import dev.countersign.service.access.TokenBinding;
import dev.countersign.service.access.TokenForm;
import dev.countersign.service.platform.OAuthProblem;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;

/** What FAPI-CIBA asks of a client's authentication beyond OAuth (FAPI 1.0 part 2, sections 5.2.2 and 8.6). */
final class FapiRules {
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.ES256, JWSAlgorithm.PS256);

    private FapiRules() {}

    static boolean refuses(JWSAlgorithm algorithm) {
        return !ALGORITHMS.contains(algorithm);
    }

    /** Refuses secrets and weak signatures, though the client may have them registered. */
    static void checkAuthentication(TokenForm form) {
        Optional<String> assertion = form.parameter("client_assertion");
        boolean secret = form.parameter("client_secret").isPresent()
                || form.header("authorization").isPresent();
        if (secret || assertion.filter(FapiRules::weak).isPresent()) {
            throw new OAuthProblem(401, "invalid_client", "Client authentication failed.");
        }
    }

    /** FAPI-CIBA 5.2.2-3: no push. It is not registered; here because a registration may be older than its profile. */
    static void checkMode(CibaClient client) {
        if (client.mode() == DeliveryMode.PUSH) {
            throw CibaErrors.unauthorizedClient("FAPI forbids push.");
        }
    }

    /** FAPI 1.0 part 2, 5.2.2-5. It is registered so; here because an administrator may have changed the client since. */
    static void checkBinding(MachineClient machine) {
        if (machine.proof().binding() != TokenBinding.CERTIFICATE) {
            throw CibaErrors.unauthorizedClient("FAPI asks for tokens that are bound to a certificate.");
        }
    }

    private static boolean weak(String assertion) {
        try {
            return refuses(SignedJWT.parse(assertion).getHeader().getAlgorithm());
        } catch (ParseException e) {
            return true;
        }
    }
}
