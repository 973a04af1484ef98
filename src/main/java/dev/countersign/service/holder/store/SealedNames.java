package dev.countersign.service.holder.store;

import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.holder.DisplayName;
import dev.countersign.service.platform.PersonalData;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;

/** Names as they are stored: sealed under the customer's own key. */
@ApplicationScoped
class SealedNames {
    private static final String PURPOSE = "holder.display_name";

    private final PersonalData personalData;

    SealedNames(PersonalData personalData) {
        this.personalData = personalData;
    }

    byte[] seal(CustomerId owner, DisplayName name) {
        return personalData.seal(owner.value(), PURPOSE, name.value().getBytes(StandardCharsets.UTF_8));
    }

    DisplayName open(CustomerId owner, byte[] sealed) {
        return new DisplayName(new String(personalData.open(owner.value(), PURPOSE, sealed), StandardCharsets.UTF_8));
    }

    void destroy(CustomerId owner) {
        personalData.destroy(owner.value());
    }
}
