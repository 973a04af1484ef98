package dev.countersign.samples.phone;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.did.Did;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.consent.ConsentContext;
import dev.countersign.wallet.AskedClaim;
import dev.countersign.wallet.ConsentPrompt;
import dev.countersign.wallet.Organisation;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A prompt as the screen reads it. */
final class PromptJson {
    private PromptJson() {}

    static ObjectNode of(Asked asked) {
        ConsentPrompt prompt = asked.prompt();
        ConsentContext context = prompt.context();
        ObjectNode json = Json.object()
                .put("id", asked.id())
                .put("challenge", context.challenge())
                .put("channel", context.channel().wireName())
                .put("direction", context.direction().wireName())
                .put("binding", context.callBinding().wireName())
                .put("asked_at", JsonMembers.print(context.askedAt()))
                .put("expires_at", JsonMembers.print(context.expiresAt()));
        json.set("requester", organisation(prompt.requester()));
        if (!prompt.signIn()) {
            ObjectNode agent =
                    json.putObject("agent").put("name", context.agent().displayName());
            context.agent().team().ifPresent(team -> agent.put("team", team));
        }
        context.displayCode().ifPresent(code -> json.put("display_code", code));
        context.bindingMessage().ifPresent(message -> json.put("binding_message", message.text()));
        json.put("organisation_check", prompt.organisationCheck()).put("sign_in", prompt.signIn());
        json.putObject("purpose").put("name", context.purpose().name()).set("texts", texts(context.purpose()));
        ArrayNode attributes = json.putArray("attributes");
        List<AskedClaim> claims = prompt.claims();
        for (int i = 0; i < claims.size(); i++) {
            attributes.add(attribute(claims.get(i)).put("id", Asked.claimId(i)));
        }
        return json;
    }

    private static ObjectNode attribute(AskedClaim claim) {
        ObjectNode json = Json.object()
                .put("optional", claim.isOptional())
                .put(
                        "issuer",
                        claim.voucher()
                                .getOrDefault(
                                        "en",
                                        claim.voucher().values().stream()
                                                .findFirst()
                                                .orElse("")));
        json.set("label", languages(claim.label()));
        json.set("value", claim.value());
        return json;
    }

    static ObjectNode organisation(Organisation organisation) {
        return Json.object()
                .put("name", organisation.name())
                .put("did", organisation.did())
                .put("address", address(organisation.did()))
                .put("since", JsonMembers.print(organisation.since()));
    }

    /** The host of a did:web or did:webvh, as people know it; else the DID. */
    private static String address(String did) {
        Did parsed = Did.parse(did);
        return switch (parsed.method()) {
            case "web" -> URLDecoder.decode(parsed.id(), StandardCharsets.UTF_8);
            case "webvh" ->
                URLDecoder.decode(parsed.id().substring(parsed.id().indexOf(':') + 1), StandardCharsets.UTF_8);
            default -> did;
        };
    }

    static ObjectNode texts(ConsentContext.Purpose purpose) {
        ObjectNode json = Json.object();
        purpose.texts()
                .forEach((language, text) ->
                        json.putObject(language).put("title", text.title()).put("description", text.description()));
        return json;
    }

    static ObjectNode languages(Map<String, String> texts) {
        ObjectNode json = Json.object();
        texts.forEach(json::put);
        return json;
    }
}
