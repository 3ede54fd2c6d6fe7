#define BOOST_TEST_MODULE termijn
#include <boost/test/unit_test.hpp>
