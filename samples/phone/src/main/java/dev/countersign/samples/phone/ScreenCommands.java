package dev.countersign.samples.phone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.openid4vci.TxCode;
import dev.countersign.wallet.Offer;
import dev.countersign.wallet.Offering;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads what the screen sends. */
final class ScreenCommands {
    private static final String WHERE = "phone: command";

    private final PhoneWallet wallet;

    ScreenCommands(PhoneWallet wallet) {
        this.wallet = wallet;
    }

    ObjectNode openLink(ObjectNode body) {
        return wallet.open(URI.create(JsonMembers.of(body, WHERE).text("uri")));
    }

    ObjectNode approve(String promptId, ObjectNode body) {
        JsonMembers members = JsonMembers.of(body, WHERE).only("number", "optional");
        Set<String> optional = members.has("optional") ? new HashSet<>(members.texts("optional")) : Set.of();
        return wallet.approve(promptId, optional, members.optionalText("number"));
    }

    ObjectNode inspect(ObjectNode body) {
        Offering offering = wallet.inspect(JsonMembers.of(body, WHERE).text("uri"));
        if (offering instanceof Offering.Offered offered) {
            return offered(offered.offer());
        }
        return Outcomes.outcome(offering instanceof Offering.Unreachable ? "issuer_unreachable" : "bad_link");
    }

    private ObjectNode offered(Offer offer) {
        ObjectNode json = Outcomes.outcome("offered").put("id", wallet.offers().keep(offer));
        boolean known = wallet.wallet().enrolments().stream()
                .anyMatch(enrolment -> enrolment.base().toString().startsWith(offer.issuer() + "/"));
        ArrayNode cards = json.putArray("cards");
        offer.cards().forEach(card -> cards.add((JsonNode) StateJson.design(card)));
        json.putObject("issuer")
                .put("name", offer.cards().get(0).plainIssuerName())
                .put("known", known);
        offer.txCode().ifPresent(code -> json.set("tx_code", txCode(code)));
        return json;
    }

    private static ObjectNode txCode(TxCode code) {
        ObjectNode json =
                Json.object().put("input_mode", code.inputMode().name().toLowerCase(Locale.ROOT));
        code.length().ifPresent(length -> json.put("length", length));
        code.description().ifPresent(text -> json.put("description", text));
        return json;
    }

    ObjectNode accept(ObjectNode body) {
        JsonMembers members = JsonMembers.of(body, WHERE).only("id", "tx_code");
        Optional<Offer> offer = wallet.offers().find(members.text("id"));
        return offer.map(found -> Outcomes.of(wallet.accept(found, members.optionalText("tx_code"))))
                .orElseGet(() -> Outcomes.outcome("offer_over"));
    }
}
