package dev.countersign.service.ciba;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.rar.AuthorizationDetail;
import dev.countersign.service.consent.PurposeName;
import dev.countersign.service.platform.OAuthProblem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Authorization details come from outside: whatever they hold, they are read or refused by the standard's error. */
class PurposeDetailTest {
    private static final CibaClient CLIENT = new CibaClient(
            "c",
            DeliveryMode.POLL,
            Optional.empty(),
            Optional.empty(),
            CibaClient.Profile.PLAIN,
            Set.of(),
            List.of(new PurposeName("verify_caller")));

    @Provide
    Arbitrary<String> details() {
        Arbitrary<String> name = Arbitraries.of(
                "purpose", "channel", "direction", "interaction", "external_id", "amount", "\\u0000", "");
        Arbitrary<String> value = Arbitraries.oneOf(
                Arbitraries.of(
                        "\"verify_caller\"",
                        "\"voice\"",
                        "\"inbound\"",
                        "null",
                        "[]",
                        "{}",
                        "1e9",
                        "true",
                        "\"\\ud83d\"",
                        "\"\\u0000\""),
                Arbitraries.strings().alpha().ofMaxLength(300).map(text -> "\"" + text + "\""));
        return Combinators.combine(name, value)
                .as((key, text) -> ",\"" + key + "\":" + text)
                .list()
                .ofMaxSize(5)
                .map(members -> "[{\"type\":\"countersign_purpose\"" + String.join("", members) + "}]");
    }

    @Property(tries = 500)
    void details_are_read_or_refused_as_invalid_authorization_details(@ForAll("details") String json) {
        List<AuthorizationDetail> details;
        try {
            details = AuthorizationDetail.parseList(json);
        } catch (ParseException e) {
            // Not even a list of details: the library refuses it.
            return;
        }
        try {
            assertThat(CLIENT.purposes())
                    .contains(PurposeDetail.read(details, CLIENT).purpose());
        } catch (OAuthProblem refused) {
            assertThat(refused.error()).isEqualTo("invalid_authorization_details");
            assertThat(refused.description()).matches("[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]+");
        }
    }
}
