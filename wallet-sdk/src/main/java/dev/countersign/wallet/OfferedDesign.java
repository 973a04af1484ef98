package dev.countersign.wallet;

import dev.countersign.protocol.openid4vci.ClaimDescription;
import dev.countersign.protocol.openid4vci.CredentialConfiguration;
import dev.countersign.protocol.openid4vci.CredentialIssuerMetadata;
import dev.countersign.protocol.openid4vci.Display;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads how a card looks from an issuer's metadata. */
final class OfferedDesign {
    private OfferedDesign() {}

    static CardDesign of(CredentialIssuerMetadata metadata, CredentialConfiguration configuration) {
        List<CardDesign.ClaimLabel> labels = new ArrayList<>();
        for (ClaimDescription claim : configuration.claims()) {
            Map<String, String> texts = names(claim.display());
            if (!texts.isEmpty()) {
                labels.add(new CardDesign.ClaimLabel(claim.path(), texts));
            }
        }
        Map<String, String> issuer = names(metadata.display());
        Map<String, String> name = names(configuration.display());
        return new CardDesign(
                issuer.isEmpty() ? Map.of("en", host(metadata.credentialIssuer())) : issuer,
                name.isEmpty() ? Map.of("en", configuration.vct().orElse(configuration.format())) : name,
                colours(configuration.display()),
                labels);
    }

    private static CardDesign.Colours colours(List<Display> displays) {
        Optional<String> background = Optional.empty();
        Optional<String> text = Optional.empty();
        for (Display display : displays) {
            background = background.isPresent() ? background : display.backgroundColor();
            text = text.isPresent() ? text : display.textColor();
        }
        return new CardDesign.Colours(background, text);
    }

    /** By language without region; a display without a locale counts as English unless English is there. */
    private static Map<String, String> names(List<Display> displays) {
        Map<String, String> names = new LinkedHashMap<>();
        for (Display display : displays) {
            String tag = display.locale().orElse("en");
            String language = Locale.forLanguageTag(tag).getLanguage();
            display.name().ifPresent(name -> names.putIfAbsent(language.isEmpty() ? "en" : language, name));
        }
        return names;
    }

    private static String host(String issuer) {
        return String.valueOf(URI.create(issuer).getHost());
    }
}
