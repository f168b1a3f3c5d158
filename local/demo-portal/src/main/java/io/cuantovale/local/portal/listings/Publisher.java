package io.cuantovale.local.portal.listings;

/**
 * Who publishes an advertisement; invented, and shown so that a crawler has something personal to leave out.
 *
 * @param name display name
 * @param phone telephone number as printed
 * @param email address as printed
 */
public record Publisher(String name, String phone, String email) {

    /** The phone number with digits only and the country code, as messaging links want it. */
    public String dialable() {
        String digits = phone.replaceAll("\\D", "");
        if (digits.startsWith("598")) {
            return digits;
        }
        return "598" + (digits.startsWith("0") ? digits.substring(1) : digits);
    }
}
