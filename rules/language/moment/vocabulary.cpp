#include "rules/language/moment/detail/vocabulary.hpp"

#include <algorithm>
#include <array>

namespace termijn::rules::moment {
namespace {

struct Stems {
  Flavour flavour;
  std::string_view words;  ///< Divided by blanks; a '*' stands for any ending.
};

// clang-format off
constexpr std::array vocabulary = {
    // Sent, received, filed; what is filed, by whom, where.
    Stems{Flavour::neutral,
     "ingedien* indien* dien dient dienen verzond* verzend* verstuur* versturen opgestu* opstu* gestuurd "
     "sturen bereik* toekom* toekom* toegekom* aankom* aangekom* ontvang* binnengekom* bezorg* overgemaak* "
     "overmak* opgelad* oplad* geupload* upload* mail* gemaild* afgegev* afgev* lever* gelever* inlever* "
     "ingelever* aanlever* aangelever* post* gepost* geregistr* registr* inschrij* ingeschrev* aanmeld* "
     "aangemeld* kandida* aanvra* aangevra* dossier* project* oproep* call* subsid* formul* webs* porta* "
     "loket* e-loket online digita* elektron* schriftel* aangetek* secretar* stad* gemeent* provinc* "
     "organis* vereniging* promot* deeln* mogelijk verstreken verlopen volledig* definiti* gebeur* plaats "
     "plaatsvind* plaatsgevond* doorgaan gehouden georganis* uitvoer* uitgevoer* gerealis* afgerond* "
     "voltooid* naar uit verantwoord* besteed* afgesloten via door tegen per ons onze u uw je jouw jullie wij we ze "
     "zij hij hun er hier daar ook wel nog gelieve graag aub alle allemaal uitsluitend slechts eigen "
     "stipt precies klokslag exact ter"},
    Stems{Flavour::neutral,
     "submi* receiv* sent send deliver* email* e-mail* regist* appl* proposal* grant* fund* form forms "
     "note nb noot opgelet attention electronic* complet* full* final* lodg* filed entr* enter* accept* made take takes place held via "
     "using candidat* portal* your our their its you they it this that all also please sharp precisely "
     "exactly promptly"},
    Stems{Flavour::auxiliary,
     "is zijn was waren werd werden wordt worden geworden heeft hebben had hadden zal zullen zou zouden "
     "moet moeten mag mogen kan kunnen are were be been being has have had will would shall should may "
     "might must can could"},
    // The days of other things than a closing.
    Stems{Flavour::other_day,
     "publi* gepubli* bekendgem* bekendmak* bekend verschenen verschijn* verspreid* beoordel* beoordeel* "
     "geevalu* evalu* jury* jureer* pitch* zitting* vergader* bijeenk* sessie* infosessie* infomoment* infodag* "
     "webinar* workshop* evenement* opleiding* studiedag* beslis* beslissing* goedgekeur* goedkeur* besluit "
     "besluiten decreet decreten wet wetten verordening* reglement* ondertek* gedateerd* opgesteld* "
     "aangemaakt* laureat* winna* resulta* betal* betaald* uitbetal* contract* bijgewerkt* geplaatst* "
     "staatsblad"},
    Stems{Flavour::other_day,
     "announc* notif* assess* review* meeting* session* event* training* decision* decid* approv* decree* "
     "act regulation* directive* sign signed signing signature* dated created posted result* winner* pay* "
     "paid awarded interview* issued adopted written gazette"},
    // Called off, moved, put right, cast in doubt.
    Stems{Flavour::twist,
     "annul* geannul* afgelast* afgeschaf* afgevoerd* afgeblaz* opgehev* opgehef* herbekek* herbekijk* "
     "herzi* herroep* ingetrok* intrek* uitstel* uitgest* verdaag* verschov* verschuiv* verschuif* "
     "verplaats* verlengb* verkort* vervroeg* wijzig* gewijzig* aangepas* aanpass* correct* gecorrig* "
     "foutie* verkeerd* onjuist* vergis* vergiss* ongeldig* nietig* verval* valt vallen viel weggeval* "
     "wegval* wegge* geschrap* schrap* weiger* geweiger* verwor* verwerp* uitgesl* uitslui* onontvank* "
     "laattijd* verbod* verbied* verboden ontbind* ontbond* opgezeg* stopgezet* stopzet* onderbr* opgeschor* "
     "opschor* schors* geschors* bevries* bevror* uitgeput* uitput* mislukt* gemist* bepalen bepaald* "
     "bevestig* onbevestig* onzeker* onbekend* onduidelijk* bespreek* besprok* betwist* gecontest*"},
    Stems{Flavour::twist,
     "ongeacht ondanks niettegenstaande desondanks niettemin nochtans evenwel hoewel alhoewel tenware "
     "mocht mochten gesteld stel veronderst* hypothet* fictie* voorbeeld* bijvoorbeeld bv bijv vb zoals "
     "zoniet anderszins hetzij beurtelings afwisselend verjaar* verjar* terugker* herhaal* herhal* "
     "periodie* regelmati* soms vaak opnieuw bijna haast nagenoeg vrijwel amper nauwelijks voorgesteld* "
     "ontwerp* concept* eerstkomend* aankomend* toekomstig* toenmalig* destijds plaatselijke ergens "
     "sommige eertijds weleer oorspr* voormalig* gezegd* hoogstwaarsch* zogenaamd* zogezegd* mededeling "
     "vakantie* jl ll nooit nergens zelden middag namiddags dichtst*"},
    Stems{Flavour::twist,
     "cancel* annul* waive* waiving drop dropp* dropped scrap* abandon* abolish* revok* rescind* repeal* "
     "void* invalid* laps* suspend* suspens* paus* postpon* resched* delay* defer* push* move moved moving "
     "shift* chang* amend* alter altered modif* revis* correct* errat* typo* wrong* incorrect* mistak* error* "
     "supersed* replac* withdr* withheld reject* refus* forbid* forbad* prohib* ban banned ineligib* "
     "overrul* overturn* reconsider* rethink* reversed struck stricken deleted removed lifted"},
    Stems{Flavour::twist,
     "notwithstanding although though albeit despite regardless irrespective whereas whilst lest suppos* "
     "assum* hypothet* example* instance eg proposed proposing draft* trial anniversar* birthday* recurr* "
     "repeat* rolling periodic* regular* sometim* often occasional* almost nearly barely hardly fortnight* "
     "decade* thereafter afterwards hereafter thence henceforth fake false untrue deni* denied declin* "
     "ignor* disregard* exempt* confirm* unconfirm* uncertain* undecid* unknown exhaust* deplet* missed "
     "elaps* overdue erroneous* neither cannot wherever somewhere anytime whichever alternat* server "
     "applicant's discuss* dispute* contest contested rumour* rumor* alleged* reportedly supposedly"},
};
// clang-format on

/// How well a stem fits a word: the length it pins down, one more when it is the
/// whole word; 0 when it does not fit.
std::size_t fit(std::string_view stem, std::string_view word) {
  if (!stem.ends_with('*')) return stem == word ? stem.size() + 1 : 0;
  stem.remove_suffix(1);
  return word.starts_with(stem) ? stem.size() : 0;
}

}  // namespace

Flavour flavour(std::string_view folded) {
  Flavour best = Flavour::unknown;
  std::size_t most = 0;
  for (const Stems& stems : vocabulary) {
    std::string_view rest = stems.words;
    while (!rest.empty()) {
      const std::string_view stem = rest.substr(0, rest.find(' '));
      rest.remove_prefix(std::min(rest.size(), stem.size() + 1));
      const std::size_t now = fit(stem, folded);
      if (now < most || now == 0) continue;
      if (now == most && best == Flavour::twist) continue;  // in doubt, the careful one
      most = now;
      best = stems.flavour;
    }
  }
  return best;
}

}  // namespace termijn::rules::moment
